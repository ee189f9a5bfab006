import { dirname, join, relative, sep } from "node:path";

/** All parts of the library. */
const LIBRARY = [
  "components/application",
  "components/compose",
  "components/plugin",
  "components/transform",
  "components/volumes",
  "components/image",
  "components/docker",
  "components/kubernetes",
  "components/deploy",
  "components",
];

const MODEL = "the model knows neither Pulumi nor a platform";
const PLATFORM = "a platform stands on the model, and knows neither another platform nor who deploys it";
const LIBRARY_ALONE = "people install the library without the rest of this repository";

/** What a platform stands on. */
const PLATFORM_PARTS = [
  "components/application",
  "components/image",
  "components/plugin",
  "components/transform",
  "components/volumes",
  "base",
];

/**
 * The layers by their folders: what each may import beside itself and npm packages, which packages it may not
 * (`typesOf`: but for their types), and why. A file belongs to the first folder that it lies below.
 */
const LAYERS = {
  "components/application": {
    may: ["base"],
    not: /^@pulumi\//,
    typesOf: /^@pulumi\/pulumi$/,
    why: MODEL,
  },
  "components/compose": {
    may: ["components/application", "base"],
    not: /^@pulumi\//,
    typesOf: /^@pulumi\/pulumi$/,
    why: "a compose file is read into the model, which knows neither Pulumi nor a platform",
  },
  "components/transform": {
    may: ["components/application", "base"],
    not: /^@pulumi\/(?:docker|kubernetes)/,
    why: "the arguments of every platform are changed in the same way",
  },
  "components/plugin": {
    may: ["base"],
    not: /^@pulumi\/(?:docker|kubernetes)/,
    why: "every platform has the same plugin",
  },
  "components/volumes": {
    may: ["components/application", "components/plugin", "base"],
    not: /^@pulumi\/(?:docker|kubernetes)/,
    why: "volumes are kept in the same way on every platform",
  },
  "components/image": {
    may: ["components/application", "components/transform", "base"],
    not: /^@pulumi\/(?:docker|kubernetes)/,
    except: /^@pulumi\/docker-build(?:\/|$)/,
    why: "an image is built in the same way for every platform",
  },
  "components/docker": {
    may: PLATFORM_PARTS,
    not: /^@pulumi\/kubernetes/,
    why: PLATFORM,
  },
  "components/kubernetes": {
    may: PLATFORM_PARTS,
    not: /^@pulumi\/docker(?:\/|$)/,
    why: PLATFORM,
  },
  "components/deploy": { may: [...LIBRARY, "base"], why: LIBRARY_ALONE },
  components: { may: [...LIBRARY, "base"], why: LIBRARY_ALONE },
  provider: { may: [...LIBRARY, "base"], why: LIBRARY_ALONE },
  policies: { may: [...LIBRARY, "base"], why: LIBRARY_ALONE },
  cli: {
    may: [...LIBRARY, "policies", "provider", "base"],
    why: "people install the command without the rest of this repository",
  },
  stacks: { may: [...LIBRARY, "applications", "base"], why: "a stack is written as a user writes it" },
  applications: { may: [...LIBRARY, "base"], why: "an application is written as a user writes it" },
  airgap: { may: ["base"], why: "it knows nothing of the product, and the product nothing of it" },
  base: { may: [], why: "everything stands on it" },
  tools: {
    may: [...LIBRARY, "provider", "policies", "cli", "stacks", "applications", "base"],
    why: "what it needs of airgap/ it asks for by running airgap/main.ts",
  },
  bench: {
    may: [...LIBRARY, "provider", "policies", "cli", "stacks", "applications", "tools", "test", "base"],
    why: "it measures what users have",
  },
};

/** Refuses imports against the layers. */
export const layers = {
  meta: {
    type: "problem",
    schema: [],
    messages: { refused: "{{from}} may not import {{what}}: {{why}}." },
  },
  create(context) {
    const from = layerOf(relative(context.cwd, context.filename));
    // Tests may look at everything.
    if (from === undefined || from === "test") return {};
    const check = (node, isType) => {
      const source = node.source ?? node.argument;
      const name = source?.type === "TSLiteralType" ? source.literal.value : source?.value;
      if (typeof name !== "string") return;
      const what = name.startsWith(".") ? wrongFile(from, context, name) : wrongPackage(from, name, isType);
      if (what === undefined) return;
      context.report({ node, messageId: "refused", data: { from, what, why: LAYERS[from].why } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.importKind === "type"),
      ExportNamedDeclaration: (node) => check(node, node.exportKind === "type"),
      ExportAllDeclaration: (node) => check(node, node.exportKind === "type"),
      ImportExpression: (node) => check(node, false),
      TSImportType: (node) => check(node, true),
    };
  },
};

/** The imported file, where the layer may not import it. */
function wrongFile(from, { cwd, filename }, name) {
  const path = relative(cwd, join(dirname(filename), name));
  const to = layerOf(path);
  const file = path.split(sep).join("/");
  // What lies beside the folders, such as package.json, belongs to all of them.
  const allowed = to === undefined ? !file.includes("/") : to === from || LAYERS[from].may.includes(to);
  return allowed ? undefined : file;
}

/** The imported package, where the layer may not import it. */
function wrongPackage(from, name, isType) {
  const { not, except, typesOf } = LAYERS[from];
  if (/^muelle-airgap(?:\/|$)/.test(name)) return name;
  if (not?.test(name) !== true || except?.test(name) === true) return undefined;
  if (typesOf?.test(name) !== true) return name;
  return isType ? undefined : `${name} but by \`import type\``;
}

/** The layer of a file of this repository; undefined where it has none. */
function layerOf(path) {
  const file = path.split(sep).join("/");
  return [...Object.keys(LAYERS), "test"].find((folder) => file.startsWith(`${folder}/`));
}
