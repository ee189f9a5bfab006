import { BlockList, isIPv4 } from "node:net";

/** Whether two IPv4 networks share an address. An address alone is a network of one; anything else is none. */
export function overlaps(one: string, other: string): boolean {
  const first = parse(one);
  const second = parse(other);
  if (first === undefined || second === undefined) return false;
  return contains(first, second.address) || contains(second, first.address);
}

interface Network {
  readonly address: string;
  readonly bits: number;
}

function parse(text: string): Network | undefined {
  const [address = "", bits = "32"] = text.split("/");
  return isIPv4(address) && /^\d{1,2}$/.test(bits) ? { address, bits: Number(bits) } : undefined;
}

function contains({ address, bits }: Network, candidate: string): boolean {
  const list = new BlockList();
  list.addSubnet(address, bits);
  return list.check(candidate);
}
