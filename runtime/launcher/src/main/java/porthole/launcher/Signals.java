// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.lang.reflect.Proxy;

/**
 * Signals of the operating system, through {@code sun.misc.Signal}: a shutdown hook could not tell
 * a second Ctrl-C. By reflection, since the compiler's warning about that class cannot be silenced.
 */
final class Signals {

  private Signals() {}

  /** Calls {@code action} whenever the signal comes; leaves the default where that is refused. */
  static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      System.getLogger("porthole.launcher")
          .log(System.Logger.Level.DEBUG, "Signal " + name + " stays as it is", e);
    }
  }
}
