export {
  isKnown,
  mockPulumi,
  type MockedRecording,
  type RecordedResource,
  type RecordOptions,
  UNKNOWN,
  valueOf,
} from "../../components/testing/index.ts";
