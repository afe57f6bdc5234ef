// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import porthole.lib.capture.session.HelperStarter;

/** Starts helpers, and keeps what the last one said, for the bytecode indices in it. */
final class RecordedHelper implements HelperStarter {
  private static final int HEADER = 16;
  private static final int ANSWER = 3;

  private final HelperStarter starter;
  private volatile ByteArrayOutputStream said = new ByteArrayOutputStream();

  RecordedHelper(HelperStarter starter) {
    this.starter = starter;
  }

  @Override
  public Process start() throws IOException {
    said = new ByteArrayOutputStream();
    return new Recorded(starter.start(), said);
  }

  /** For each thread of the last answer and each of its frames, where in its method it is. */
  List<List<Long>> places() {
    ByteBuffer in = ByteBuffer.wrap(said.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    while (in.remaining() >= HEADER) {
      int type = in.getShort(in.position() + 6);
      int length = in.getInt(in.position() + 8);
      in.position(in.position() + HEADER);
      if (type == ANSWER) {
        return places(in);
      }
      in.position(in.position() + length);
    }
    return List.of();
  }

  private static List<List<Long>> places(ByteBuffer in) {
    in.getInt();
    for (int left = in.getInt(); left > 0; left--) {
      int length = in.getInt();
      in.position(in.position() + length);
    }
    int remarks = in.getInt();
    in.position(in.position() + 4 * remarks + 8);
    int phases = in.getInt();
    in.position(in.position() + 12 * phases);
    List<List<Long>> threads = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      in.position(in.position() + 8 + 8 + 8 + 1 + 1 + 4 + 4 + 1 + 8 + 1 + 4 + 4 + 8);
      List<Long> places = new ArrayList<>();
      for (int frames = in.getInt(); frames > 0; frames--) {
        in.position(in.position() + 1 + 4 + 4 + 4 + 4);
        places.add(in.getLong());
      }
      threads.add(places);
    }
    return threads;
  }

  /** A process whose output is also written elsewhere as it is read. */
  private static final class Recorded extends Process {
    private final Process process;
    private final InputStream out;

    Recorded(Process process, OutputStream copy) {
      this.process = process;
      this.out =
          new FilterInputStream(process.getInputStream()) {
            @Override
            public int read() throws IOException {
              int b = super.read();
              if (b >= 0) {
                copy.write(b);
              }
              return b;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
              int read = super.read(to, offset, length);
              if (read > 0) {
                copy.write(to, offset, read);
              }
              return read;
            }
          };
    }

    @Override
    public OutputStream getOutputStream() {
      return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return out;
    }

    @Override
    public InputStream getErrorStream() {
      return process.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
      return process.waitFor(timeout, unit);
    }

    @Override
    public int exitValue() {
      return process.exitValue();
    }

    @Override
    public void destroy() {
      process.destroy();
    }

    @Override
    public Process destroyForcibly() {
      process.destroyForcibly();
      return this;
    }

    @Override
    public boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public ProcessHandle toHandle() {
      return process.toHandle();
    }

    @Override
    public Stream<ProcessHandle> descendants() {
      return process.descendants();
    }
  }
}
