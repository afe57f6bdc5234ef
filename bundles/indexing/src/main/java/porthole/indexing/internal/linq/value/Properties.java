// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind a value's dot. */
public final class Properties {

  private Properties() {}

  /** Of an object whose property of that name is null or missing. */
  public static @Nullable Object ofObject(Map<?, ?> object, String name) {
    if (object.containsKey(name)) {
      return object.get(name);
    }
    if (name.equals("Id")) {
      return idOf(object);
    }
    return name.equals("HasValue") ? (Object) true : Missing.VALUE;
  }

  /** The id of a document; missing for other objects. */
  public static @Nullable Object idOf(Map<?, ?> object) {
    Object id = object.get("@metadata") instanceof Map<?, ?> metadata ? metadata.get("@id") : null;
    return id == null ? Missing.VALUE : id;
  }

  /** Of null or what is missing. */
  public static @Nullable Object ofNull(@Nullable Object value, String name) {
    return name.equals("HasValue") ? (Object) false : Missing.VALUE;
  }

  /** Of a value that is neither null nor an object. */
  public static @Nullable Object of(Object value, String name) {
    if (name.equals("Value")) {
      return value;
    }
    if (name.equals("HasValue")) {
      return true;
    }
    if (value instanceof List || value instanceof Grouping) {
      return ofList(value, name);
    }
    if (value instanceof String text && name.equals("Length")) {
      return text.length();
    }
    if (value instanceof TimeSpan span) {
      return ofSpan(span, name);
    }
    DateTime date = Dates.ofOrNull(value);
    if (date != null) {
      return ofDate(date, name);
    }
    TimeSpan span = Spans.ofOrNull(value);
    if (span != null) {
      return ofSpan(span, name);
    }
    throw none(value, name);
  }

  private static Object ofList(Object list, String name) {
    return switch (name) {
      case "Count", "Length" -> Sequences.of(list).size();
      default -> throw none(list, name);
    };
  }

  private static Object ofDate(DateTime date, String name) {
    return switch (name) {
      case "Year" -> date.local().getYear();
      case "Month" -> date.local().getMonthValue();
      case "Day" -> date.local().getDayOfMonth();
      case "Hour" -> date.local().getHour();
      case "Minute" -> date.local().getMinute();
      case "Second" -> date.local().getSecond();
      case "Millisecond" -> date.ticksOfSecond() / 10_000;
      case "DayOfYear" -> date.local().getDayOfYear();
      case "DayOfWeek" ->
          date.local().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Ticks" -> date.ticks();
      case "Date" -> date.date();
      case "TimeOfDay" -> new TimeSpan(date.ticks() % TimeSpan.PER_DAY);
      case "Kind" -> date.utc() ? "Utc" : "Unspecified";
      case "DateTime", "LocalDateTime", "UtcDateTime" -> date;
      default -> throw none(date, name);
    };
  }

  private static Object ofSpan(TimeSpan span, String name) {
    long ticks = span.ticks();
    return switch (name) {
      case "Ticks" -> ticks;
      case "Days" -> (int) (ticks / TimeSpan.PER_DAY);
      case "Hours" -> (int) (ticks / TimeSpan.PER_HOUR % 24);
      case "Minutes" -> (int) (ticks / TimeSpan.PER_MINUTE % 60);
      case "Seconds" -> (int) (ticks / TimeSpan.PER_SECOND % 60);
      case "Milliseconds" -> (int) (ticks / TimeSpan.PER_MILLISECOND % 1000);
      case "TotalDays" -> (double) ticks / TimeSpan.PER_DAY;
      case "TotalHours" -> (double) ticks / TimeSpan.PER_HOUR;
      case "TotalMinutes" -> (double) ticks / TimeSpan.PER_MINUTE;
      case "TotalSeconds" -> (double) ticks / TimeSpan.PER_SECOND;
      case "TotalMilliseconds" -> (double) ticks / TimeSpan.PER_MILLISECOND;
      default -> throw none(span, name);
    };
  }

  private static ValueException none(Object value, String name) {
    return new ValueException(Texts.described(value) + " has no member '" + name + "'.");
  }
}
