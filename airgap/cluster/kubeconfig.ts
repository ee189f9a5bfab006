/** What a client of the API server needs. */
export interface KubeconfigArgs {
  /** `https://host:port` */
  readonly server: string;
  /** The name of its context, cluster and user. */
  readonly name: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly authority: string;
  /** PEM of the client's certificate. */
  readonly certificate: string;
  /** PEM of the client's key: a secret, and so is the result. */
  readonly key: string;
}

/** A kubeconfig that needs no other file. JSON is YAML. */
export function renderKubeconfig({ server, name, authority, certificate, key }: KubeconfigArgs): string {
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [{ name, cluster: { server, "certificate-authority-data": base64(authority) } }],
    users: [
      {
        name,
        user: { "client-certificate-data": base64(certificate), "client-key-data": base64(key) },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
