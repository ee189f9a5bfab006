import { type KubernetesTransforms, plain } from "../../../../components/kubernetes/index.ts";

export const transform: KubernetesTransforms = {
  deployment: (args) => {
    const spec = plain(args.spec);
    const template = plain(spec.template);
    const pod = { ...plain(template.spec), priorityClassName: "production" };
    return { ...args, spec: { ...spec, template: { ...template, spec: pod } } };
  },
  serviceAccount: (args, { service }) => {
    if (service?.name !== "web") return args;
    const annotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/web" };
    return { ...args, metadata: { ...plain(args.metadata), annotations } };
  },
};
