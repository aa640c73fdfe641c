const MAGIC = 'WbIL';
const HEADER = 28;
const SECTION = 16;
/** Where sections begin in what is made here: behind headers that leave this much room. */
const ROOM = 0x400;
const ALIGNMENT = { memory: 0x2000, file: 0x200 };
const COFF = 0x84;
const OPTIONAL = { at: COFF + 20, size: 224 };

/**
 * The assembly of .NET in a module of WebAssembly, as the file that it was made from. Webcil is a DLL without its headers
 * for Windows, inside a module; the compiler reads DLLs only. Throws for what is no Webcil of version 0.
 */
export function dllOf(module: Buffer): Buffer {
  const begin = module.indexOf(MAGIC);
  if (begin < 0 || module.readUInt16LE(begin + 4) !== 0) throw new Error('this is no Webcil of version 0');
  const webcil = module.subarray(begin);
  const dll = Buffer.alloc(ROOM + webcil.length);
  webcil.copy(dll, ROOM);
  const sections = Array.from({ length: webcil.readUInt16LE(8) }, (_, at) => {
    const from = HEADER + at * SECTION;
    const [size, address, rawSize, rawAt] = [0, 4, 8, 12].map((offset) => webcil.readUInt32LE(from + offset));
    return { size: size ?? 0, address: address ?? 0, rawSize: rawSize ?? 0, rawAt: rawAt ?? 0 };
  });
  dll.write('MZ', 0, 'latin1');
  dll.writeUInt32LE(COFF - 4, 0x3c);
  dll.write('PE\0\0', COFF - 4, 'latin1');
  dll.writeUInt16LE(0x14c, COFF);
  dll.writeUInt16LE(sections.length, COFF + 2);
  dll.writeUInt16LE(OPTIONAL.size, COFF + 16);
  dll.writeUInt16LE(0x2022, COFF + 18);
  writeOptionalHeader(dll, {
    size: Math.max(...sections.map(({ address, size }) => address + size)),
    cli: { address: webcil.readUInt32LE(12), size: webcil.readUInt32LE(16) },
  });
  for (const [at, section] of sections.entries()) {
    const to = OPTIONAL.at + OPTIONAL.size + at * 40;
    dll.write(`.s${at}`, to, 'latin1');
    dll.writeUInt32LE(section.size, to + 8);
    dll.writeUInt32LE(section.address, to + 12);
    dll.writeUInt32LE(section.rawSize, to + 16);
    dll.writeUInt32LE(section.rawAt + ROOM, to + 20);
    dll.writeUInt32LE(0x60000020, to + 36);
  }
  return dll;
}

type Image = { readonly size: number; readonly cli: { readonly address: number; readonly size: number } };

function writeOptionalHeader(dll: Buffer, { size, cli }: Image): void {
  const { at } = OPTIONAL;
  dll.writeUInt16LE(0x10b, at);
  dll.writeUInt32LE(ALIGNMENT.memory, at + 32);
  dll.writeUInt32LE(ALIGNMENT.file, at + 36);
  dll.writeUInt16LE(4, at + 40);
  dll.writeUInt16LE(4, at + 48);
  dll.writeUInt32LE(Math.ceil(size / ALIGNMENT.memory) * ALIGNMENT.memory, at + 56);
  dll.writeUInt32LE(ROOM, at + 60);
  dll.writeUInt16LE(3, at + 68);
  dll.writeUInt32LE(16, at + 92);
  dll.writeUInt32LE(cli.address, at + 96 + 14 * 8);
  dll.writeUInt32LE(cli.size, at + 96 + 14 * 8 + 4);
}
