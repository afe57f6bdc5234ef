// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.systemd;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells systemd how the server is, when it is systemd that runs it; otherwise does nothing. That it
 * cannot be told is said once in the log, and is no failure. Thread-safe.
 */
public final class Systemd {
  private static final System.Logger LOG = System.getLogger("porthole.host");
  private static final NotifySocket NOBODY = text -> {};

  /** So much may be said of a status at once; the rest is cut. */
  private static final int MOST_STATUS_CHARACTERS = 400;

  private final NotifySocket socket;
  private final Optional<Duration> watchdog;
  private final AtomicBoolean complained = new AtomicBoolean();

  private Systemd(NotifySocket socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * As the environment says.
   *
   * @param environment the process's
   * @param pid the process's id
   */
  public static Systemd of(Map<String, String> environment, long pid) {
    String variable = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (variable.isEmpty()) {
      return new Systemd(NOBODY, Optional.empty());
    }
    try {
      NotifySocket socket = new NativeNotifySocket(NotifyAddress.parse(variable));
      return of(socket, environment, pid);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "systemd is told nothing: {0}", e.getMessage());
    } catch (LinkageError e) {
      LOG.log(
          Level.WARNING,
          "systemd is told nothing, since JNA cannot be used: {0}. It unpacks its library below"
              + " XDG_CACHE_HOME, which must be a directory that this user may write to.",
          e.toString());
    }
    return new Systemd(NOBODY, Optional.empty());
  }

  static Systemd of(NotifySocket socket, Map<String, String> environment, long pid) {
    return new Systemd(socket, watchdog(environment, pid));
  }

  private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    String forWhom = environment.getOrDefault("WATCHDOG_PID", "");
    if (!forWhom.isEmpty() && !forWhom.equals(Long.toString(pid))) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
      return micros > 0
          ? Optional.of(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros)))
          : Optional.empty();
    } catch (NumberFormatException e) {
      LOG.log(Level.WARNING, "The watchdog is not told: WATCHDOG_USEC is no number.");
      return Optional.empty();
    }
  }

  /** How often it wants to hear that the server is alive, at least; empty when it does not. */
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /** The server serves. */
  public void ready(String status) {
    send("READY=1\n" + line(status));
  }

  /** The server is ending. */
  public void stopping(String status) {
    send("STOPPING=1\n" + line(status));
  }

  /** What the server is at, in one line. */
  public void status(String status) {
    send(line(status));
  }

  /** The server is coming on, and will be heard of again within that time. */
  public void extend(Duration time, String status) {
    send(
        "EXTEND_TIMEOUT_USEC="
            + TimeUnit.NANOSECONDS.toMicros(time.toNanos())
            + "\n"
            + line(status));
  }

  /** The server answers. */
  public void alive() {
    send("WATCHDOG=1");
  }

  private static String line(String status) {
    String one = status.replace('\n', ' ');
    return "STATUS="
        + (one.length() > MOST_STATUS_CHARACTERS ? one.substring(0, MOST_STATUS_CHARACTERS) : one);
  }

  private void send(String text) {
    try {
      socket.send(text);
    } catch (IOException e) {
      if (!complained.getAndSet(true)) {
        LOG.log(Level.WARNING, "systemd cannot be told: {0}", e.getMessage());
      }
    }
  }
}
