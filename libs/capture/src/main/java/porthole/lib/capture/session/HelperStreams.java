// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import porthole.capture.api.RawCapture;
import porthole.lib.capture.frames.Conversation;
import porthole.lib.capture.frames.Hello;
import porthole.lib.capture.frames.NativeNames;

/** Listens to a helper on threads of its own, since a pipe cannot be waited for with a limit. */
final class HelperStreams {
  private static final int MAX_ERROR_BYTES = 4096;

  final CompletableFuture<Hello> hello = new CompletableFuture<>();
  final CompletableFuture<RawCapture> answer = new CompletableFuture<>();
  private final Process helper;
  private final Runnable taken;
  private final NativeNames names;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  HelperStreams(Process helper, Runnable taken, NativeNames names) {
    this.helper = helper;
    this.taken = taken;
    this.names = names;
  }

  Process helper() {
    return helper;
  }

  void listen(Executor threads) {
    threads.execute(() -> listen(helper.getInputStream()));
    threads.execute(() -> drain(helper.getErrorStream()));
  }

  private void listen(InputStream out) {
    try {
      hello.complete(Conversation.readHello(out));
      answer.complete(Conversation.readAnswer(out, taken, names));
    } catch (Throwable e) {
      // Also an OutOfMemoryError: whoever waits must hear of it.
      hello.completeExceptionally(e);
      answer.completeExceptionally(e);
    }
  }

  /** Keeps the beginning and reads the rest away, so that the helper never blocks on it. */
  private void drain(InputStream err) {
    byte[] piece = new byte[MAX_ERROR_BYTES];
    try {
      for (int read = err.read(piece); read >= 0; read = err.read(piece)) {
        keep(piece, read);
      }
    } catch (IOException e) {
      // The helper was ended: what was read before is what there is.
    }
  }

  private synchronized void keep(byte[] piece, int length) {
    errors.write(piece, 0, Math.min(length, MAX_ERROR_BYTES - errors.size()));
  }

  /** The beginning of what the helper wrote to its standard error so far. */
  synchronized String errors() {
    return errors.toString(StandardCharsets.UTF_8).strip();
  }
}
