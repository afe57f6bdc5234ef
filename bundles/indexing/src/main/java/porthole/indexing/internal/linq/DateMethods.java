// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Calendar;
import porthole.indexing.internal.linq.value.Casts;
import porthole.indexing.internal.linq.value.DateTime;
import porthole.indexing.internal.linq.value.Dates;
import porthole.indexing.internal.linq.value.Operators;
import porthole.indexing.internal.linq.value.Spans;
import porthole.indexing.internal.linq.value.TimeSpan;

/** Methods of dates and durations, which may also be texts that say one. */
final class DateMethods {

  static final Map<String, Method> DATES =
      Map.ofEntries(
          moved("AddYears", Calendar.YEARS),
          moved("AddMonths", Calendar.MONTHS),
          moved("AddDays", Calendar.DAYS),
          moved("AddHours", Calendar.HOURS),
          moved("AddMinutes", Calendar.MINUTES),
          moved("AddSeconds", Calendar.SECONDS),
          moved("AddMilliseconds", Calendar.MILLISECONDS),
          moved("AddTicks", Calendar.TICKS),
          Map.entry("Add", Method.of("v", (f, self, given) -> Operators.add(self, given[0]))),
          Map.entry("Subtract", Method.of("v", DateMethods::subtract)),
          same("ToUniversalTime", date -> new DateTime(date.local(), true)),
          same("ToLocalTime", date -> date),
          same("ToShortDateString", date -> Calendar.shortDate(date)));

  static final Map<String, Method> SPANS =
      Map.of(
          "Add", Method.of("v", (f, self, given) -> Operators.add(Spans.of(self), given[0])),
          "Subtract",
              Method.of("v", (f, self, given) -> Operators.subtract(Spans.of(self), given[0])),
          "Negate", Method.of("-", (f, self, given) -> Operators.negate(Spans.of(self))),
          "Duration",
              Method.of("-", (f, self, given) -> new TimeSpan(Math.abs(Spans.of(self).ticks()))));

  private DateMethods() {}

  private static Map.Entry<String, Method> moved(String name, Calendar unit) {
    return Map.entry(
        name,
        Method.of(
            "v",
            (frame, self, given) ->
                Casts.cast(given[0], "double", true) instanceof Double count
                    ? unit.add(Dates.of(self), count)
                    : given[0]));
  }

  private static Map.Entry<String, Method> same(String name, Function<DateTime, Object> change) {
    return Map.entry(name, Method.of("-", (frame, self, given) -> change.apply(Dates.of(self))));
  }

  private static @Nullable Object subtract(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return Operators.subtract(Dates.of(self), given[0]);
  }
}
