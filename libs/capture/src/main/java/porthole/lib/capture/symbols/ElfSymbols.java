// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The functions of one ELF file, by address: its {@code .symtab}, or its {@code .dynsym} where that
 * was stripped. 64-bit little-endian files only. Immutable.
 */
final class ElfSymbols {
  private static final int MAGIC = 0x464c457f;
  private static final int HEADER_SIZE = 64;
  private static final int SECTION_SIZE = 64;
  private static final int SYMBOL_SIZE = 24;
  private static final int MAX_SECTIONS = 4096;
  private static final long MAX_TABLE = 128L * 1024 * 1024;
  private static final int SYMTAB = 2;
  private static final int DYNSYM = 11;
  private static final int NO_TYPE = 0;
  private static final int FUNCTION = 2;
  private static final int INDIRECT_FUNCTION = 10;

  // A symbol without a size, as assembly code has them, reaches no further than this.
  private static final long REACH = 64 * 1024;

  private final long[] starts;
  private final long[] sizes;
  private final int[] names;
  private final byte[] strings;

  private ElfSymbols(long[] starts, long[] sizes, int[] names, byte[] strings) {
    this.starts = starts;
    this.sizes = sizes;
    this.names = names;
    this.strings = strings;
  }

  /** Knows no function. */
  static ElfSymbols none() {
    return new ElfSymbols(new long[0], new long[0], new int[0], new byte[0]);
  }

  /**
   * Reads those of {@code file}.
   *
   * @throws IOException when it cannot be read or is no such file
   */
  static ElfSymbols read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = read(channel, 0, HEADER_SIZE);
      if (header.getInt(0) != MAGIC || header.get(4) != 2 || header.get(5) != 1) {
        throw new IOException(file + " is no 64-bit little-endian ELF file.");
      }
      int count = header.getShort(0x3c) & 0xffff;
      if (header.getShort(0x3a) != SECTION_SIZE || count > MAX_SECTIONS) {
        throw new IOException(file + " has sections of a strange size or number.");
      }
      ByteBuffer sections = read(channel, header.getLong(0x28), (long) count * SECTION_SIZE);
      int table = find(sections, count, SYMTAB);
      return of(channel, sections, count, table >= 0 ? table : find(sections, count, DYNSYM));
    }
  }

  private static int find(ByteBuffer sections, int count, int type) {
    for (int i = 0; i < count; i++) {
      if (sections.getInt(i * SECTION_SIZE + 4) == type) {
        return i;
      }
    }
    return -1;
  }

  private static ElfSymbols of(FileChannel channel, ByteBuffer sections, int count, int table)
      throws IOException {
    int linked = table < 0 ? -1 : sections.getInt(table * SECTION_SIZE + 0x28);
    if (linked < 0 || linked >= count) {
      return none();
    }
    ByteBuffer symbols = section(channel, sections, table);
    byte[] strings = section(channel, sections, linked).array();
    long[] order = functions(symbols);
    Arrays.sort(order);
    return sorted(symbols, order, strings);
  }

  /** Positions of functions in the table, each below its address, so that they can be sorted. */
  private static long[] functions(ByteBuffer symbols) {
    int count = symbols.capacity() / SYMBOL_SIZE;
    long[] found = new long[count];
    int n = 0;
    for (int i = 0; i < count; i++) {
      int type = symbols.get(i * SYMBOL_SIZE + 4) & 0xf;
      boolean defined = symbols.getShort(i * SYMBOL_SIZE + 6) != 0;
      long address = symbols.getLong(i * SYMBOL_SIZE + 8);
      boolean code = type == FUNCTION || type == INDIRECT_FUNCTION || type == NO_TYPE;
      // Addresses within a file need far fewer bits than the 40 that are left for them.
      if (defined && code && address > 0 && address < 1L << 40 && i < 1 << 23) {
        found[n++] = address << 23 | i;
      }
    }
    return Arrays.copyOf(found, n);
  }

  private static ElfSymbols sorted(ByteBuffer symbols, long[] order, byte[] strings) {
    long[] starts = new long[order.length];
    long[] sizes = new long[order.length];
    int[] names = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      int at = (int) (order[i] & (1 << 23) - 1) * SYMBOL_SIZE;
      starts[i] = symbols.getLong(at + 8);
      sizes[i] = symbols.getLong(at + 16);
      names[i] = symbols.getInt(at);
    }
    return new ElfSymbols(starts, sizes, names, strings);
  }

  private static ByteBuffer section(FileChannel channel, ByteBuffer sections, int index)
      throws IOException {
    long offset = sections.getLong(index * SECTION_SIZE + 0x18);
    return read(channel, offset, sections.getLong(index * SECTION_SIZE + 0x20));
  }

  private static ByteBuffer read(FileChannel channel, long offset, long size) throws IOException {
    if (offset < 0 || size < 0 || size > MAX_TABLE || offset > channel.size() - size) {
      throw new EOFException("The file has no " + size + " bytes at " + offset + ".");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("The file became shorter while it was read.");
      }
    }
    return bytes.flip();
  }

  /** The name of the function around {@code address} as the linker knows it, or empty. */
  String at(long address) {
    int index = Arrays.binarySearch(starts, address);
    index = index >= 0 ? index : -index - 2;
    // Of several names for one place, the first with a size is the function's own.
    for (int i = index; i >= 0 && index - i < 8; i--) {
      if (sizes[i] > 0 && address < starts[i] + sizes[i]) {
        return name(names[i]);
      }
    }
    boolean near = index >= 0 && sizes[index] == 0 && address - starts[index] < REACH;
    return near ? name(names[index]) : "";
  }

  private String name(int offset) {
    int end = offset;
    while (end >= 0 && end < strings.length && strings[end] != 0) {
      end++;
    }
    boolean inside = offset >= 0 && offset < strings.length;
    return inside ? new String(strings, offset, end - offset, StandardCharsets.UTF_8) : "";
  }
}
