// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.value.DateTime;
import porthole.indexing.internal.linq.value.Dates;
import porthole.indexing.internal.linq.value.Grouping;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Spans;
import porthole.indexing.internal.linq.value.Texts;
import porthole.indexing.internal.linq.value.TimeSpan;
import porthole.indexing.internal.linq.value.ValueException;

/** The methods of one name that values of different types have. */
record Methods(
    String name,
    @Nullable Method any,
    @Nullable Method text,
    @Nullable Method date,
    @Nullable Method span,
    @Nullable Method object,
    @Nullable Method sequence) {

  static Methods named(String name) {
    return new Methods(
        name,
        AnyMethods.ALL.get(name),
        TextMethods.ALL.get(name),
        DateMethods.DATES.get(name),
        DateMethods.SPANS.get(name),
        ObjectMethods.ALL.get(name),
        SequenceMethods.ALL.get(name));
  }

  private boolean isTaken(@Nullable Method method, List<Expression> arguments) {
    return method != null && method.takes(arguments);
  }

  boolean exist() {
    return any != null
        || text != null
        || date != null
        || span != null
        || object != null
        || sequence != null;
  }

  /** Those that take such arguments. */
  Methods taking(List<Expression> arguments) {
    return new Methods(
        name,
        isTaken(any, arguments) ? any : null,
        isTaken(text, arguments) ? text : null,
        isTaken(date, arguments) ? date : null,
        isTaken(span, arguments) ? span : null,
        isTaken(object, arguments) ? object : null,
        isTaken(sequence, arguments) ? sequence : null);
  }

  /** Calls that which the receiver has. */
  @Nullable Object call(Frame frame, @Nullable Object receiver, @Nullable Object[] arguments) {
    if (any != null) {
      return any.body().call(frame, receiver, arguments);
    }
    if (receiver == null || Missing.orNull(receiver)) {
      return ofNull(frame, receiver, arguments);
    }
    Method method = of(receiver);
    if (method == null) {
      throw new ValueException(Texts.described(receiver) + " has no method '" + name + "'.");
    }
    return method.body().call(frame, receiver, arguments);
  }

  // Null is an empty list where only lists have that method.
  private @Nullable Object ofNull(
      Frame frame, @Nullable Object receiver, @Nullable Object[] arguments) {
    return sequence != null && text == null && object == null
        ? sequence.body().call(frame, List.of(), arguments)
        : receiver;
  }

  private @Nullable Method of(Object receiver) {
    if (receiver instanceof List || receiver instanceof Grouping) {
      return sequence;
    }
    if (receiver instanceof Map) {
      return object == null ? sequence : object;
    }
    if (receiver instanceof DateTime) {
      return date;
    }
    if (receiver instanceof TimeSpan) {
      return span;
    }
    return receiver instanceof String ? ofText(receiver) : null;
  }

  private @Nullable Method ofText(Object receiver) {
    if (text != null) {
      return text;
    }
    if (date != null && Dates.ofOrNull(receiver) != null) {
      return date;
    }
    return span != null && Spans.ofOrNull(receiver) != null ? span : sequence;
  }
}
