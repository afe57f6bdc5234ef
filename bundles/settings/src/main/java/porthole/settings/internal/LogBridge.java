// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/**
 * Sends what comes to the OSGi log service on to the process's log: by itself that service prints
 * nothing, so that a component's failure to start would stay invisible.
 */
@Component(
    service = {},
    immediate = true)
public final class LogBridge {

  private final LogReaderService reader;
  private final LogListener listener = LogBridge::forward;

  /** Listens from now on. */
  @Activate
  public LogBridge(@Reference LogReaderService reader) {
    this.reader = reader;
    reader.addLogListener(listener);
  }

  private static void forward(LogEntry entry) {
    String logger = entry.getLoggerName();
    // The framework's own events, which the launcher logs where they matter.
    boolean event = logger != null && logger.startsWith("Events.");
    System.Logger.Level level = event ? System.Logger.Level.TRACE : level(entry.getLogLevel());
    String bundle = entry.getBundle() == null ? "osgi" : entry.getBundle().getSymbolicName();
    System.Logger log = System.getLogger(bundle);
    if (log.isLoggable(level)) {
      log.log(level, entry.getMessage(), entry.getException());
    }
  }

  private static System.Logger.Level level(LogLevel level) {
    return switch (level) {
      case AUDIT, ERROR -> System.Logger.Level.ERROR;
      case WARN -> System.Logger.Level.WARNING;
      case INFO -> System.Logger.Level.INFO;
      case DEBUG -> System.Logger.Level.DEBUG;
      case TRACE -> System.Logger.Level.TRACE;
    };
  }

  /** Stops listening. */
  @Deactivate
  public void close() {
    reader.removeLogListener(listener);
  }
}
