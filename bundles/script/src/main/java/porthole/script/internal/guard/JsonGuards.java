// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/** Guards of what reads and writes JSON. */
final class JsonGuards {
  private static final int BYTES_PER_VALUE = 100;

  private JsonGuards() {}

  /** By path. */
  static Map<String, Guard> all() {
    return Map.of("JSON.parse", JsonGuards::parse, "JSON.stringify", JsonGuards::stringify);
  }

  private static @Nullable Object parse(GuardedCall call) {
    String text = call.string(0);
    call.spendText(text.length());
    long values = text.chars().filter(c -> c == ',' || c == '[' || c == '{').count();
    call.need((double) values * BYTES_PER_VALUE);
    return call.proceed();
  }

  private static @Nullable Object stringify(GuardedCall call) {
    Object space = call.argument(2);
    if (space instanceof Scriptable) {
      space = Undefined.instance;
    }
    boolean indented = space != null && space != Undefined.instance;
    Object[] given = {
      call.argument(0), new CountingReplacer(call, call.argument(1), indented), space
    };
    return new GuardedCall(call.context(), call.scope(), call.self(), given, call.target())
        .proceed();
  }
}
