// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.socket;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Utf8StringBuilder;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;
import porthole.changes.internal.hub.Goodbye;
import porthole.changes.internal.hub.Socket;
import porthole.changes.internal.hub.SocketListener;

/** One WebSocket: takes texts and gives texts. Jetty calls it by one thread at a time. */
final class JettySocket implements FrameHandler, Socket {
  private static final int MAX_TEXT_CHARS = 64 * 1024;

  private final SocketListener listener;
  private final Utf8StringBuilder text = new Utf8StringBuilder();
  private volatile @Nullable CoreSession session;

  JettySocket(SocketListener listener) {
    this.listener = listener;
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    callback.succeeded();
    listener.opened(this);
    opened.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    listener.heard();
    switch (frame.getOpCode()) {
      case OpCode.TEXT, OpCode.CONTINUATION -> read(frame, callback);
      case OpCode.PING -> answer(frame, callback);
      case OpCode.PONG -> goOn(callback);
      case OpCode.BINARY -> callback.failed(new BadPayloadException("Only text is understood."));
      // The other side says goodbye; Jetty answers.
      default -> callback.succeeded();
    }
  }

  private void read(Frame frame, Callback callback) {
    try {
      ByteBuffer payload = frame.getPayload();
      if (text.length() + (long) payload.remaining() > MAX_TEXT_CHARS) {
        throw new MessageTooLargeException("A command has at most " + MAX_TEXT_CHARS + " bytes.");
      }
      text.append(payload);
      if (frame.isFin()) {
        listener.text(text.takeCompleteString(BadPayloadException.InvalidUtf8::new));
        text.reset();
      }
      goOn(callback);
    } catch (RuntimeException e) {
      callback.failed(e);
    }
  }

  private void answer(Frame ping, Callback callback) {
    CoreSession open = session;
    if (open != null) {
      Frame pong = new Frame(OpCode.PONG, true, ping.getPayload());
      open.sendFrame(pong, Callback.from(() -> goOn(callback), callback::failed), false);
    }
  }

  private void goOn(Callback callback) {
    callback.succeeded();
    CoreSession open = session;
    if (open != null) {
      open.demand();
    }
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    // A connection that breaks is nothing to speak of: what follows is onClosed.
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    listener.closed();
    callback.succeeded();
  }

  @Override
  public void send(String message, Consumer<Boolean> sent) {
    CoreSession open = session;
    if (open == null) {
      sent.accept(false);
      return;
    }
    open.sendFrame(
        new Frame(OpCode.TEXT, true, message),
        Callback.from(() -> sent.accept(true), failure -> sent.accept(false)),
        false);
  }

  @Override
  public void ping() {
    CoreSession open = session;
    if (open != null) {
      open.sendFrame(new Frame(OpCode.PING, true, ""), Callback.NOOP, false);
    }
  }

  @Override
  public void close(Goodbye goodbye) {
    CoreSession open = session;
    if (open != null) {
      open.close(goodbye.code(), goodbye.reason(), Callback.NOOP);
    }
  }

  @Override
  public void abort() {
    CoreSession open = session;
    if (open != null) {
      open.abort();
    }
  }
}
