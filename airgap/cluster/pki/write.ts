import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { issueAuthority, issueCertificate, issueTokenKeys, toPem, type Issued } from "./issue.ts";
import { AUTHORITIES, CERTIFICATES, type Authority } from "./plan.ts";

/** Where a certificate and its key are. */
export interface PemFiles {
  readonly certificate: string;
  readonly key: string;
}

/** The files of a certificate or an authority. */
export function pemFiles(folder: string, name: string): PemFiles {
  return { certificate: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
}

/** The files of the key that signs tokens of ServiceAccounts: `certificate` is its public key. */
export function tokenKeyFiles(folder: string): { readonly key: string; readonly publicKey: string } {
  return { key: join(folder, "service-account.key"), publicKey: join(folder, "service-account.pub") };
}

/** Issues everything, once: the folder is whole or not there. Its keys are for this user only. */
export async function writePki(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const authorities = new Map<Authority, Issued>();
  for (const name of AUTHORITIES) {
    const authority = await issueAuthority(name);
    authorities.set(name, authority);
    await writePair(draft, name, authority);
  }
  for (const plan of CERTIFICATES) {
    const authority = authorities.get(plan.authority);
    if (authority === undefined) throw new Error(`${plan.name}: there is no authority ${plan.authority}`);
    await writePair(draft, plan.name, await issueCertificate(plan, authority));
  }
  const token = await issueTokenKeys();
  const files = tokenKeyFiles(draft);
  await writeFile(files.key, token.key, { mode: 0o600 });
  await writeFile(files.publicKey, token.publicKey);
  await rename(draft, folder);
}

async function writePair(folder: string, name: string, issued: Issued): Promise<void> {
  const files = pemFiles(folder, name);
  const { certificate, key } = await toPem(issued);
  await writeFile(files.certificate, certificate);
  await writeFile(files.key, key, { mode: 0o600 });
}
