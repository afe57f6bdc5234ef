// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads one HTTP/1.1 answer after the other, each with a Content-Length, as the bytes come. For one
 * thread.
 */
final class ResponseParser {
  private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);
  private static final byte[] GZIP = "content-encoding: gzip".getBytes(US_ASCII);
  private static final int STATUS_AT = 9;

  private byte[] bytes = new byte[4096];
  private int size;
  private int scanned;
  private int headEnd = -1;
  private int end;
  private int status;
  private boolean compressed;

  /** Takes what has come; says whether the answer is whole. */
  boolean take(ByteBuffer more) throws IOException {
    if (bytes.length - size < more.remaining()) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more.remaining()));
    }
    int count = more.remaining();
    more.get(bytes, size, count);
    size += count;
    if (headEnd < 0 && !findHead()) {
      return false;
    }
    if (size > end) {
      throw new IOException("More came than one answer: " + text());
    }
    return size == end;
  }

  private boolean findHead() throws IOException {
    for (int i = Math.max(0, scanned - 3); i + 3 < size; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        readHead(i + 2);
        headEnd = i + 4;
        return true;
      }
    }
    scanned = size;
    return false;
  }

  private void readHead(int headersEnd) throws IOException {
    status = number(STATUS_AT, STATUS_AT + 3);
    compressed = false;
    int length = -1;
    int line = lineAfter(0, headersEnd);
    while (line < headersEnd) {
      int next = lineAfter(line, headersEnd);
      if (begins(line, LENGTH)) {
        length = number(line + LENGTH.length, next - 2);
      } else if (begins(line, GZIP)) {
        compressed = true;
      }
      line = next;
    }
    if (length < 0) {
      throw new IOException("An answer without Content-Length: " + text());
    }
    end = headersEnd + 2 + length;
  }

  private int lineAfter(int from, int limit) {
    int i = from;
    while (i < limit && bytes[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  private boolean begins(int at, byte[] lowerCase) {
    for (int i = 0; i < lowerCase.length; i++) {
      if (Character.toLowerCase((char) bytes[at + i]) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int from, int to) throws IOException {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        value = value * 10 + bytes[i] - '0';
      } else if (bytes[i] != ' ') {
        throw new IOException("Not a number where one was expected: " + text());
      }
    }
    return value;
  }

  /** Of the whole answer. */
  int status() {
    return status;
  }

  /** Whether the body is gzip. */
  boolean compressed() {
    return compressed;
  }

  /** Where the body lies: in {@link #array} from {@link #bodyStart} to {@link #bodyEnd}. */
  byte[] array() {
    return bytes;
  }

  int bodyStart() {
    return headEnd;
  }

  int bodyEnd() {
    return end;
  }

  /** Forgets the answer, for the next. */
  void reset() {
    size = 0;
    scanned = 0;
    headEnd = -1;
  }

  /** What has come, for messages. */
  String text() {
    return new String(bytes, 0, Math.min(size, 2_000), US_ASCII);
  }
}
