// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses bodies, one after the other, without new memory for each. For one thread. */
final class Inflation implements AutoCloseable {
  private static final int GZIP_HEADER = 10;

  private final Inflater inflater = new Inflater(true);
  private byte[] bytes = new byte[64 * 1024];

  /** Fills {@link #bytes} and says up to where. */
  int inflate(byte[] gzip, int from, int to) throws IOException {
    inflater.reset();
    inflater.setInput(gzip, from + GZIP_HEADER, to - from - GZIP_HEADER);
    int size = 0;
    try {
      while (!inflater.finished()) {
        if (size == bytes.length) {
          bytes = Arrays.copyOf(bytes, 2 * size);
        }
        int count = inflater.inflate(bytes, size, bytes.length - size);
        if (count == 0 && inflater.needsInput()) {
          throw new IOException("A compressed body ends too early.");
        }
        size += count;
      }
      return size;
    } catch (DataFormatException e) {
      throw new IOException("A body is not gzip: " + e.getMessage(), e);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
