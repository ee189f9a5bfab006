import { NetworkMode, Platform } from "@pulumi/docker-build/types/enums/index.js";
import { describe, expect, it } from "vitest";
import { image } from "../../../../../airgap/providers/docker-build/image.ts";
import { imageFields } from "../../../../../airgap/providers/docker-build/image-fields.ts";
import { provider } from "../../../../../airgap/providers/docker-build/provider.ts";
import {
  fieldFaults,
  UNKNOWN,
  type Properties,
  type Value,
} from "../../../../../airgap/providers/kit/index.ts";
import { sdkFields, sdkVersion, type SdkField } from "./sdk-types.ts";

const RAW = "Docker's own notation, `raw`, says the same";

/** The fields of the SDK that the stand-in refuses, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  "cacheFrom[].azblob": RAW,
  "cacheFrom[].gha": RAW,
  "cacheFrom[].s3": RAW,
  "cacheTo[].azblob": RAW,
  "cacheTo[].gha": RAW,
  "cacheTo[].s3": RAW,
  "cacheTo[].local.compression": RAW,
  "cacheTo[].local.compressionLevel": RAW,
  "cacheTo[].local.forceCompression": RAW,
  "cacheTo[].registry.compression": RAW,
  "cacheTo[].registry.compressionLevel": RAW,
  "cacheTo[].registry.forceCompression": RAW,
  "exports[].docker": RAW,
  "exports[].image": RAW,
  "exports[].oci": RAW,
  "exports[].registry": RAW,
  ssh: "a stand-in forwards no SSH agent",
};

/** A place in an image's inputs where fields are. */
interface Place {
  readonly fields: readonly SdkField[];
  /** Inputs with a value at this place. */
  with(value: Properties): Properties;
  /** The path of a field here, as faults say it. */
  path(name: string): string;
}

const TOP: Place = {
  fields: sdkFields("image.d.ts", "ImageArgs"),
  with: (value) => value,
  path: (name) => name,
};

function faultsOf(inputs: Properties) {
  return fieldFaults(imageFields, inputs, (name) => name);
}

function isRefused(place: Place, { name }: SdkField): boolean {
  return faultsOf(place.with({ [name]: UNKNOWN })).some(
    ({ path, message }) =>
      path === place.path(name) && message.startsWith("the stand-in does not support this field"),
  );
}

/** The place inside of a field; undefined where it takes a plain value. */
function inside(place: Place, { name, of, many }: SdkField): Place | undefined {
  if (of === undefined) return undefined;
  const wrapped = (value: Properties): Value =>
    many === "list" ? [value] : many === "map" ? { any: value } : value;
  const step = many === "list" ? "[0]" : many === "map" ? ".any" : "";
  return {
    fields: sdkFields("types/input.d.ts", of),
    with: (value) => place.with({ [name]: wrapped(value) }),
    path: (inner) => `${place.path(name)}${step}.${inner}`,
  };
}

/** Every place that the stand-in lets a program fill in. */
function places(place: Place = TOP): readonly Place[] {
  const inner = place.fields
    .filter((field) => !isRefused(place, field))
    .flatMap((field) => inside(place, field) ?? []);
  return [place, ...inner.flatMap(places)];
}

describe("the inputs of the stand-in's image", () => {
  it("are those of the SDK's ImageArgs, no more and no fewer", () => {
    expect(Object.keys(imageFields).sort()).toEqual(TOP.fields.map(({ name }) => name).sort());
  });

  it("are known at every depth, but for those that are refused for a reason", () => {
    const refused = places().flatMap((place) =>
      place.fields.filter((field) => isRefused(place, field)).map(({ name }) => place.path(name)),
    );
    expect(refused.map((path) => path.replaceAll("[0]", "[]")).sort()).toEqual(Object.keys(REFUSED).sort());
  });

  it("must be given where the SDK's must, at every depth", () => {
    for (const place of places()) {
      const faults = faultsOf(place.with({}));
      const required = place.fields.filter(({ name }) =>
        faults.some(({ path, message }) => path === place.path(name) && message.startsWith("is required")),
      );
      expect(required).toEqual(place.fields.filter((field) => field.required));
    }
  });

  it("take every value of the SDK's enumerations, and no other", () => {
    const faults = (inputs: Properties) => faultsOf({ push: false, ...inputs }).length;
    expect(faults({ platforms: Object.values(Platform) })).toBe(0);
    expect(faults({ platforms: ["linux/none"] })).toBe(1);
    for (const network of Object.values(NetworkMode)) expect(faults({ network })).toBe(0);
    expect(faults({ network: "bridge" })).toBe(1);
  });
});

describe("the outputs of the stand-in's image", () => {
  const outputs = sdkFields("image.d.ts", "Image").map(({ name }) => name);

  it("are those of the SDK's Image, no more and no fewer", () => {
    const inputs: Properties = Object.fromEntries(Object.keys(imageFields).map((name) => [name, "given"]));
    expect(Object.keys(image.preview(inputs)).sort()).toEqual([...outputs].sort());
  });

  it("are unknown to a preview where they are not inputs", () => {
    expect(image.preview({ push: true })).toEqual({
      push: true,
      contextHash: UNKNOWN,
      digest: UNKNOWN,
      ref: UNKNOWN,
    });
  });
});

it("the stand-in answers for the version of the SDK that is installed", () => {
  expect(provider.version).toBe(sdkVersion());
});
