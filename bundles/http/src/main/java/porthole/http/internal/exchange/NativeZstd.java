// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import com.github.luben.zstd.util.Native;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipException;

/** Zstandard, where its bundle is there and its native library can be loaded. */
final class NativeZstd {
  private static final boolean PRESENT = isLoadable();

  private NativeZstd() {}

  private static boolean isLoadable() {
    try {
      Native.load();
      return true;
    } catch (LinkageError absent) {
      return false;
    }
  }

  /** Whether it can be had; otherwise nothing else here may be called. */
  static boolean isPresent() {
    return PRESENT;
  }

  /** Decompresses; throws {@link ZipException} where that cannot be done. */
  static InputStream reading(InputStream compressed) throws IOException {
    return Streams.reading(compressed);
  }

  /** Compresses. To be closed, which ends what is compressed, and gives memory back. */
  static OutputStream writing(OutputStream compressed) throws IOException {
    return Streams.writing(compressed);
  }

  /** Linked when it is used, which it is not where the bundle is away. */
  private static final class Streams {
    // What a body may make the server keep of what came before: 8 MiB, as clients do by themselves.
    private static final int LOG_OF_WINDOW = 23;
    private static final int FAST = 1;

    private Streams() {}

    static InputStream reading(InputStream compressed) throws IOException {
      return new FilterInputStream(new ZstdInputStream(compressed).setLongMax(LOG_OF_WINDOW)) {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
          try {
            return in.read(bytes, from, count);
          } catch (ZstdIOException e) {
            ZipException broken = new ZipException(e.getMessage());
            broken.initCause(e);
            throw broken;
          }
        }
      };
    }

    static OutputStream writing(OutputStream compressed) throws IOException {
      return new ZstdOutputStream(compressed, FAST);
    }
  }
}
