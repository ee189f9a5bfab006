import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";
import { layers } from "./tools/checks/layers.mjs";

export default tseslint.config(
  { ignores: ["node_modules/", "dist/", "applications/*/*/", "templates/", ".muelle/", "**/*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@pulumi": pulumi, muelle: { rules: { layers } } },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
      "muelle/layers": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/prefer-nullish-coalescing": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // The Kubernetes client describes plain data by classes that nobody constructs.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // Numbers in messages are what error messages are made of.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    // It loads the applications of this repository, until their folder is told to it.
    files: ["components/deploy/prepare.ts"],
    rules: { "muelle/layers": "off" },
  },
  {
    // A describe() block is as long as what it specifies.
    files: ["test/**/*.ts"],
    rules: { "max-lines-per-function": "off" },
  },
);
