// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes values of types by their names. */
public final class Creations {
  private static final Set<String> LISTS = Set.of("List", "HashSet", "DynamicArray");

  private Creations() {}

  /** Whether one can be made of so many arguments. */
  public static boolean isKnown(String type, int arguments) {
    return switch (type) {
      case "DateTime" -> arguments == 1 || (arguments == 3) || (arguments >= 6 && arguments <= 8);
      case "TimeSpan" -> arguments == 1 || (arguments >= 3 && arguments <= 5);
      case "Dictionary" -> arguments == 0;
      case "string", "String" -> arguments == 2;
      default -> LISTS.contains(type) && arguments <= 1;
    };
  }

  /** A value of that type. */
  public static @Nullable Object create(String type, List<@Nullable Object> arguments) {
    for (Object argument : arguments) {
      if (Missing.orNull(argument) && !LISTS.contains(type)) {
        return argument;
      }
    }
    return switch (type) {
      case "DateTime" -> date(arguments);
      case "TimeSpan" -> span(arguments);
      case "Dictionary" -> new AnonymousObject(0);
      case "string", "String" -> repeated(arguments);
      default -> arguments.isEmpty() ? new ArrayList<>() : Sequences.of(arguments.get(0));
    };
  }

  private static DateTime date(List<@Nullable Object> arguments) {
    if (arguments.size() == 1) {
      return DateTime.ofTicks(Casts.number(arguments.get(0)).longValue());
    }
    boolean kind = arguments.get(arguments.size() - 1) instanceof String;
    int[] parts = new int[8];
    for (int i = 0; i < arguments.size() - (kind ? 1 : 0); i++) {
      parts[i] = Casts.number(arguments.get(i)).intValue();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6] * 1_000_000);
      return new DateTime(local, kind && "Utc".equals(arguments.get(arguments.size() - 1)));
    } catch (DateTimeException e) {
      throw new ValueException("there is no such date: " + e.getMessage());
    }
  }

  private static TimeSpan span(List<@Nullable Object> arguments) {
    long[] units = {
      TimeSpan.PER_DAY,
      TimeSpan.PER_HOUR,
      TimeSpan.PER_MINUTE,
      TimeSpan.PER_SECOND,
      TimeSpan.PER_MILLISECOND
    };
    if (arguments.size() == 1) {
      return new TimeSpan(Casts.number(arguments.get(0)).longValue());
    }
    int first = arguments.size() == 3 ? 1 : 0;
    long ticks = 0;
    for (int i = 0; i < arguments.size(); i++) {
      ticks += Casts.number(arguments.get(i)).longValue() * units[first + i];
    }
    return new TimeSpan(ticks);
  }

  private static String repeated(List<@Nullable Object> arguments) {
    int count = Casts.number(arguments.get(1)).intValue();
    if (count < 0 || count > 10_000) {
      throw new ValueException("a character cannot be repeated " + count + " times.");
    }
    return Texts.of(arguments.get(0)).repeat(count);
  }
}
