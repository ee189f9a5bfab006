import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  issueAuthority,
  issueCertificate,
  issueTokenKeys,
  toPem,
} from "../../../../../airgap/cluster/pki/issue.ts";
import { AUTHORITIES, CERTIFICATES } from "../../../../../airgap/cluster/pki/plan.ts";

function planned(name: string) {
  const plan = CERTIFICATES.find((each) => each.name === name);
  if (plan === undefined) throw new Error(`no certificate ${name} is planned`);
  return plan;
}

async function issued(name: string) {
  const authority = await issueAuthority("ca");
  const pem = await toPem(await issueCertificate(planned(name), authority));
  return {
    certificate: new X509Certificate(pem.certificate),
    authority: new X509Certificate((await toPem(authority)).certificate),
    key: pem.key,
  };
}

describe("certificates", () => {
  it("are signed by their authority, which may sign", async () => {
    const { certificate, authority } = await issued("kube-apiserver");
    expect(authority.ca).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkIssued(authority)).toBe(true);
    expect(certificate.verify(authority.publicKey)).toBe(true);
  });

  it("are not accepted by another authority of the same name", async () => {
    const { certificate } = await issued("kube-apiserver");
    const other = new X509Certificate((await toPem(await issueAuthority("ca"))).certificate);
    expect(certificate.verify(other.publicKey)).toBe(false);
  });

  it("name the API server by everything that clients call it", async () => {
    const { certificate } = await issued("kube-apiserver");
    expect(certificate.subjectAltName?.split(", ")).toStrictEqual([
      "DNS:localhost",
      "DNS:kubernetes",
      "DNS:kubernetes.default",
      "DNS:kubernetes.default.svc",
      "DNS:kubernetes.default.svc.cluster.local",
      "IP Address:10.97.0.1",
      "IP Address:10.97.1.1",
      "IP Address:127.0.0.1",
    ]);
  });

  it("give the kubelet the user and the group of a node, as server and as client", async () => {
    const { certificate } = await issued("kubelet");
    expect(certificate.subject.split("\n").toSorted()).toStrictEqual([
      "CN=system:node:muelle",
      "O=system:nodes",
    ]);
    expect(certificate.keyUsage).toStrictEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  });

  it("let clients be clients only", async () => {
    const { certificate } = await issued("kube-scheduler");
    expect(certificate.keyUsage).toStrictEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(certificate.subjectAltName).toBeUndefined();
  });

  it("come with the key that belongs to them", async () => {
    const { certificate, key } = await issued("admin");
    const { createPrivateKey } = await import("node:crypto");
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
  });

  it("are valid now and for a clock that is a few hours behind", async () => {
    const { certificate } = await issued("admin");
    const hours = 60 * 60 * 1000;
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now() - 12 * hours);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + 300 * 24 * hours);
  });
});

describe("the plan of certificates", () => {
  it("has an authority for each", () => {
    for (const { authority } of CERTIFICATES) expect(AUTHORITIES).toContain(authority);
  });

  it("makes administrators of nobody but the user and the API server", () => {
    const masters = CERTIFICATES.filter(({ organization }) => organization === "system:masters");
    expect(masters.map(({ name }) => name)).toStrictEqual(["admin", "kube-apiserver-kubelet-client"]);
  });

  it("lets nobody into etcd but the API server and etcd itself", () => {
    const etcd = CERTIFICATES.filter(({ authority }) => authority === "etcd-ca");
    expect(etcd.map(({ name }) => name)).toStrictEqual(["etcd", "kube-apiserver-etcd-client"]);
  });
});

describe("keys for tokens", () => {
  it("are a pair", async () => {
    const { createPrivateKey, createPublicKey } = await import("node:crypto");
    const { key, publicKey } = await issueTokenKeys();
    const derived = createPublicKey(createPrivateKey(key)).export({ type: "spki", format: "pem" });
    expect(createPublicKey(publicKey).export({ type: "spki", format: "pem" })).toBe(derived);
  });
});
