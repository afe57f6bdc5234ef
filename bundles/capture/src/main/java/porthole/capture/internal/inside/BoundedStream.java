// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.inside;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends when so many bytes were read, and knows whether that cut it. */
final class BoundedStream extends FilterInputStream {
  private long left;
  private boolean cut;

  BoundedStream(InputStream in, long most) {
    super(in);
    this.left = most;
  }

  boolean cut() {
    return cut;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left == 0) {
      cut = true;
      return -1;
    }
    int read = super.read(target, offset, (int) Math.min(length, left));
    left -= Math.max(0, read);
    return read;
  }
}
