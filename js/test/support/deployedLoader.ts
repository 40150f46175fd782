/**
 * A loader in the way of those that are deployed: `init` once, one output buffer of 64 KiB for each
 * call, lengths little-endian, the error read after code 2.
 */
export class DeployedLoader {
  private constructor(private readonly exports: Record<string, (...args: number[]) => number>) {
    exports.init!();
  }

  static async load(bytes: BufferSource): Promise<DeployedLoader> {
    const { instance } = await WebAssembly.instantiate(bytes, { env: {} });
    return new DeployedLoader(instance.exports as Record<string, (...args: number[]) => number>);
  }

  call(method: string, name: string, data: Uint8Array): Uint8Array {
    const namePointer = this.put(new TextEncoder().encode(name));
    const dataPointer = this.put(data);
    const length = new TextEncoder().encode(name).length;
    return this.withBuffer((out, size) => this.exports[method]!(namePointer, length, dataPointer, data.length, out, size));
  }

  version(): string {
    return new TextDecoder().decode(this.withBuffer((out, size) => this.exports.get_version!(out, size)));
  }

  private put(bytes: Uint8Array): number {
    const pointer = this.exports.alloc!(bytes.length);
    this.memory().set(bytes, pointer);
    return pointer;
  }

  private withBuffer(call: (out: number, size: number) => number): Uint8Array {
    const size = 64 * 1024;
    const out = this.exports.alloc!(size);
    try {
      const code = call(out, size);
      if (code !== 0) {
        this.exports.get_last_error!(out, size);
        throw new Error(new TextDecoder().decode(this.read(out)));
      }
      return this.read(out);
    } finally {
      this.exports.dealloc!(out, size);
    }
  }

  private read(out: number): Uint8Array {
    const memory = this.memory();
    const length = new DataView(memory.buffer).getUint32(out, true);
    return memory.slice(out + 4, out + 4 + length);
  }

  private memory(): Uint8Array {
    return new Uint8Array((this.exports.memory as unknown as WebAssembly.Memory).buffer);
  }
}
