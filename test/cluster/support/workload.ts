/** The image of the tests: a shell and a small web server, by its public name. */
const IMAGE = "busybox:1.37-musl";

const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

/** A namespace in which only hardened pods may run. */
export function restrictedNamespace(name: string): object {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  };
}

/** A volume of its own. */
export function claim(namespace: string): object {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "data", namespace },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Mi" } } },
  };
}

/** A web server that serves what is in the volume; it notes each start there. */
export function web(namespace: string): readonly object[] {
  const labels = { app: "web" };
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace },
      spec: {
        strategy: { type: "Recreate" },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 1000,
              seccompProfile: { type: "RuntimeDefault" },
            },
            terminationGracePeriodSeconds: 0,
            volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
            containers: [
              {
                name: "web",
                image: IMAGE,
                command: ["sh", "-c", "echo started >> /data/index.html; exec httpd -f -p 8080 -h /data"],
                securityContext: CONTAINER_SECURITY,
                volumeMounts: [{ name: "data", mountPath: "/data" }],
                readinessProbe: { httpGet: { path: "/", port: 8080 }, periodSeconds: 1 },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "web", namespace },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "web", namespace },
      spec: {
        ingressClassName: "traefik",
        rules: [
          {
            host: "web.localhost",
            http: {
              paths: [
                {
                  path: "/",
                  pathType: "Prefix",
                  backend: { service: { name: "web", port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    },
  ];
}

/** The same by the Gateway API. */
export function gateway(namespace: string): readonly object[] {
  const apiVersion = "gateway.networking.k8s.io/v1";
  return [
    {
      apiVersion,
      kind: "Gateway",
      metadata: { name: "web", namespace },
      spec: { gatewayClassName: "traefik", listeners: [{ name: "http", port: 80, protocol: "HTTP" }] },
    },
    {
      apiVersion,
      kind: "HTTPRoute",
      metadata: { name: "web", namespace },
      spec: {
        parentRefs: [{ name: "web" }],
        hostnames: ["gateway.localhost"],
        rules: [{ backendRefs: [{ name: "web", port: 80 }] }],
      },
    },
  ];
}

/** Lets nobody in but the Ingress controller. */
export function onlyFromIngress(namespace: string): object {
  const controller = {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "traefik" } },
    podSelector: { matchLabels: { "app.kubernetes.io/name": "traefik" } },
  };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "only-from-ingress", namespace },
    spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [controller] }] },
  };
}

/** A pod that Pod Security's profile "restricted" refuses. */
export function privilegedPod(namespace: string): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "privileged", namespace },
    spec: { containers: [{ name: "shell", image: IMAGE, securityContext: { privileged: true } }] },
  };
}
