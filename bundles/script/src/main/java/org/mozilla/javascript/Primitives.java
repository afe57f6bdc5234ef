// SPDX-License-Identifier: Apache-2.0
package org.mozilla.javascript;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What the engine's objects stand for, taken without running anything of the script's. */
@NullMarked
public final class Primitives {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Primitives() {}

  /** The text, number or truth that an object wraps; that of a date as ISO 8601; else itself. */
  public static @Nullable Object of(Scriptable object) {
    if (object instanceof NativeDate date) {
      return date(date.getJSTimeValue());
    }
    if (object instanceof NativeString text) {
      return text.toCharSequence();
    }
    if (object instanceof NativeNumber number) {
      return number.getDefaultValue(ScriptRuntime.NumberClass);
    }
    return object instanceof NativeBoolean truth ? truth.getDefaultValue(null) : object;
  }

  private static @Nullable String date(double millis) {
    try {
      return Double.isNaN(millis) ? null : DATE.format(Instant.ofEpochMilli((long) millis));
    } catch (DateTimeException tooFar) {
      return null;
    }
  }
}
