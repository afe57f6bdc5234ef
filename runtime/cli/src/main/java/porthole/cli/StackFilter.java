// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Finds stacks by words, each of which must occur somewhere in a stack or in its threads. */
final class StackFilter {
  private final List<String> words;

  StackFilter(String text) {
    this.words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .toList();
  }

  boolean matches(Capture.Stack stack) {
    if (words.isEmpty()) {
      return true;
    }
    StringBuilder all = new StringBuilder();
    stack.frames().forEach(frame -> add(all, frame.text(), frame.bundle()));
    for (Capture.CapturedThread thread : stack.threads()) {
      Capture.Identity identity = thread.identity();
      add(all, identity.name(), identity.state(), Long.toString(identity.id()), thread.lock());
      thread.activities().forEach(activity -> add(all, activity));
      thread.fields().forEach((name, value) -> add(all, name + " " + value));
    }
    String hay = all.toString().toLowerCase(Locale.ROOT);
    return words.stream().allMatch(hay::contains);
  }

  boolean matches(Capture.VirtualStack stack) {
    StringBuilder all = new StringBuilder(stack.state()).append('\n');
    stack.names().forEach(name -> add(all, name));
    stack.frames().forEach(frame -> add(all, frame.text(), frame.bundle()));
    String hay = all.toString().toLowerCase(Locale.ROOT);
    return words.stream().allMatch(hay::contains);
  }

  private static void add(StringBuilder all, Capture.Activity activity) {
    Capture.Subject subject = activity.subject();
    add(all, subject.kind(), subject.job(), subject.database(), activity.detail());
    if (subject.requestId() != 0) {
      add(all, "#" + subject.requestId());
    }
  }

  private static void add(StringBuilder all, String... texts) {
    for (String text : texts) {
      all.append(text).append('\n');
    }
  }
}
