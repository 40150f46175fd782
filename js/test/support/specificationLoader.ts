/**
 * A loader written from the words of the data-driver specification alone: allocate a buffer each for
 * the name, the data and the output; the output starts with its length as a big-endian 32-bit number.
 * Nothing in it speaks of `init`.
 */
export class SpecificationLoader {
  private constructor(private readonly exports: Record<string, (...args: number[]) => number>) {}

  static async load(bytes: BufferSource): Promise<SpecificationLoader> {
    const { instance } = await WebAssembly.instantiate(bytes);
    return new SpecificationLoader(instance.exports as Record<string, (...args: number[]) => number>);
  }

  call(method: string, name: string, data: Uint8Array): Uint8Array {
    const { alloc, dealloc } = this.exports;
    const nameBytes = new TextEncoder().encode(name);
    const outSize = 16 * 1024;
    const namePointer = alloc!(nameBytes.length);
    const dataPointer = alloc!(data.length);
    const outPointer = alloc!(outSize);
    this.memory().set(nameBytes, namePointer);
    this.memory().set(data, dataPointer);
    const code = this.exports[method]!(namePointer, nameBytes.length, dataPointer, data.length, outPointer, outSize);
    const result = this.take(outPointer);
    dealloc!(namePointer, nameBytes.length);
    dealloc!(dataPointer, data.length);
    dealloc!(outPointer, outSize);
    if (code !== 0) throw new Error(this.text("get_last_error"));
    return result;
  }

  text(method: "get_last_error" | "get_version"): string {
    const pointer = this.exports.alloc!(1024);
    this.exports[method]!(pointer, 1024);
    const result = this.take(pointer);
    this.exports.dealloc!(pointer, 1024);
    return new TextDecoder().decode(result);
  }

  private take(pointer: number): Uint8Array {
    const memory = this.memory();
    const length = new DataView(memory.buffer).getUint32(pointer, false);
    return memory.slice(pointer + 4, pointer + 4 + length);
  }

  private memory(): Uint8Array {
    return new Uint8Array((this.exports.memory as unknown as WebAssembly.Memory).buffer);
  }
}
