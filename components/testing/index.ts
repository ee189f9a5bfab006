export { isKnown, type MockedRecording, mockPulumi, valueOf } from "./mock-pulumi.ts";
export {
  type RecordedOptions,
  type RecordedResource,
  type Recording,
  type RecordOptions,
  UNKNOWN,
} from "./recording.ts";
