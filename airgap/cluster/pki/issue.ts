// The library's decorators need this polyfill before they are loaded.
import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from "@peculiar/x509";
import type { Authority, CertificatePlan } from "./plan.ts";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY = 24 * 60 * 60 * 1000;
/** Clocks of virtual machines jump; a certificate that is not valid yet is a riddle. */
const BACKDATED = DAY;
const VALID = 365 * DAY;

/** A key pair with its certificate. */
export interface Issued {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** PEM files of a key pair: `key` is a secret. */
export interface PemPair {
  readonly certificate: string;
  readonly key: string;
}

/** Makes an authority: its certificate signs itself. */
export async function issueAuthority(name: Authority): Promise<Issued> {
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(),
    serialNumber: serialNumber(),
    name: [{ CN: [`muelle-${name}`] }],
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys };
}

/** Makes a certificate, signed by its authority. */
export async function issueCertificate(plan: CertificatePlan, authority: Issued): Promise<Issued> {
  const keys = await generateKeys();
  const names = [
    ...plan.dnsNames.map((value) => ({ type: "dns" as const, value })),
    ...plan.ips.map((value) => ({ type: "ip" as const, value })),
  ];
  const certificate = await X509CertificateGenerator.create({
    ...validity(),
    serialNumber: serialNumber(),
    subject: [
      { CN: [plan.commonName] },
      ...(plan.organization === undefined ? [] : [{ O: [plan.organization] }]),
    ],
    issuer: authority.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(
        plan.usages.map((usage) =>
          usage === "server" ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth,
        ),
      ),
      await AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
      ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)]),
    ],
  });
  return { certificate, keys };
}

/** The files' contents. */
export async function toPem({ certificate, keys }: Issued): Promise<PemPair> {
  return { certificate: `${certificate.toString("pem")}\n`, key: await privateKeyPem(keys) };
}

/** The key that signs the tokens of ServiceAccounts, and the one that verifies them. */
export async function issueTokenKeys(): Promise<{ readonly key: string; readonly publicKey: string }> {
  const keys = await generateKeys();
  const spki = await webcrypto.subtle.exportKey("spki", keys.publicKey);
  return { key: await privateKeyPem(keys), publicKey: `${PemConverter.encode(spki, "PUBLIC KEY")}\n` };
}

async function privateKeyPem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", privateKey);
  return `${PemConverter.encode(pkcs8, "PRIVATE KEY")}\n`;
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function validity(): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(Date.now() - BACKDATED), notAfter: new Date(Date.now() + VALID) };
}

/** Positive, as X.509 wants it: the first bit is zero. */
function serialNumber(): string {
  return `01${randomBytes(15).toString("hex")}`;
}
