// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.ScriptRuntimeES6;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.regexp.NativeRegExp;

/** Guards of the functions that make texts. */
final class TextGuards {
  private static final int BYTES_PER_CHAR = 2;
  private static final int BYTES_PER_PART = 56;
  private static final int ENCODED_CHARS = 9;
  // Between two looks at the limits, replacements may take about that.
  private static final int UNSEEN_BYTES = 4 * 1024 * 1024;
  private static final int STEPS_PER_MATCH = 15;
  private static final int STEPS_OF_A_FEW_CALLS = 50;

  private TextGuards() {}

  /** Those with rules of their own, by path. */
  static Map<String, Guard> all() {
    String on = "String.prototype.";
    return Map.ofEntries(
        Map.entry(on + "repeat", TextGuards::repeat),
        Map.entry(on + "padStart", TextGuards::pad),
        Map.entry(on + "padEnd", TextGuards::pad),
        Map.entry(on + "split", TextGuards::split),
        Map.entry(on + "replace", TextGuards::replace),
        Map.entry(on + "replaceAll", TextGuards::replace),
        Map.entry(on + "charAt", GuardedCall::proceed),
        Map.entry(on + "charCodeAt", GuardedCall::proceed),
        Map.entry(on + "codePointAt", GuardedCall::proceed),
        Map.entry(on + "at", GuardedCall::proceed),
        Map.entry(on + "toString", GuardedCall::proceed),
        Map.entry(on + "valueOf", GuardedCall::proceed),
        Map.entry("RegExp.prototype.Symbol(Symbol.replace)", TextGuards::replaceMatches),
        Map.entry("RegExp.prototype.Symbol(Symbol.split)", TextGuards::eachMatch),
        Map.entry("RegExp.prototype.Symbol(Symbol.match)", TextGuards::eachMatch));
  }

  /** Any other function of a text. */
  static @Nullable Object text(GuardedCall call) {
    Subject subject = Subject.of(call);
    call.spendText(subject.length());
    for (Object argument : call.arguments()) {
      call.spendSize(argument);
    }
    return call.proceedOn(subject.object());
  }

  /** What writes some characters as several. */
  static @Nullable Object encoding(GuardedCall call) {
    call.need((double) call.string(0).length() * ENCODED_CHARS * BYTES_PER_CHAR);
    return call.proceed();
  }

  private static @Nullable Object repeat(GuardedCall call) {
    Subject subject = Subject.of(call);
    call.need(subject.length() * call.number(0) * BYTES_PER_CHAR);
    return call.proceedOn(subject.object());
  }

  private static @Nullable Object pad(GuardedCall call) {
    Subject subject = Subject.of(call);
    call.need(call.number(0) * BYTES_PER_CHAR);
    return call.proceedOn(subject.object());
  }

  private static @Nullable Object split(GuardedCall call) {
    Subject subject = Subject.of(call);
    call.spendText(subject.length());
    if (call.argument(0) instanceof Scriptable) {
      return call.proceedOn(subject.object());
    }
    call.need((double) subject.count(call.string(0)) * BYTES_PER_PART);
    return call.proceedOn(subject.object());
  }

  private static @Nullable Object replace(GuardedCall call) {
    Subject subject = Subject.of(call);
    call.spendText(subject.length());
    if (call.argument(0) instanceof NativeRegExp) {
      return call.proceedOn(subject.object());
    }
    long count = subject.count(call.string(0));
    if (call.isFunction(1)) {
      return call.proceedWatched(subject.object(), STEPS_OF_A_FEW_CALLS);
    }
    double replacement = replacementChars(call, subject);
    call.need((subject.length() + count * replacement) * BYTES_PER_CHAR);
    call.spend(count);
    return call.proceedOn(subject.object());
  }

  private static @Nullable Object replaceMatches(GuardedCall call) {
    String text = call.string(0);
    call.spendText(text.length());
    Scriptable self = Objects.requireNonNull(call.self());
    if (call.isFunction(1)) {
      return call.proceedWatched(self, STEPS_OF_A_FEW_CALLS);
    }
    double bytes = replacementChars(call, new Subject(text, self)) * BYTES_PER_CHAR;
    call.need(bytes);
    double steps = STEPS_PER_MATCH * UNSEEN_BYTES / (bytes + 1);
    return call.proceedWatched(self, (int) Math.max(1, steps));
  }

  private static @Nullable Object eachMatch(GuardedCall call) {
    call.spendText(call.string(0).length());
    return call.proceed();
  }

  /** At most so long is what stands for a match: each dollar may stand for most of the text. */
  private static double replacementChars(GuardedCall call, Subject subject) {
    String replacement = call.string(1);
    long dollars = replacement.chars().filter(c -> c == '$').count();
    return replacement.length() + (double) dollars * subject.length();
  }

  /**
   * The text that a function is called on; asked for once, since an object might change its mind.
   */
  private record Subject(String text, Scriptable object) {

    static Subject of(GuardedCall call) {
      Scriptable self = call.self();
      CharSequence known = GuardedCall.text(self);
      if (known != null && self != null) {
        return new Subject(known.toString(), self);
      }
      ScriptRuntimeES6.requireObjectCoercible(
          call.context(), self, "String", call.target().getFunctionName());
      String text = ScriptRuntime.toString(self);
      return new Subject(text, ScriptRuntime.toObject(call.context(), call.scope(), text));
    }

    int length() {
      return text.length();
    }

    /** How often another text is in it. */
    long count(String part) {
      if (part.isEmpty()) {
        return text.length() + 1L;
      }
      long count = 0;
      for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
        count++;
      }
      return count;
    }
  }
}
