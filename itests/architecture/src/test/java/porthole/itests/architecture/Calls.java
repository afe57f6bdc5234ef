// SPDX-License-Identifier: Apache-2.0
package porthole.itests.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;

/** Conditions on what classes call, also by method reference. */
final class Calls {

  /** Methods and constructors that take the platform's charset when told none. */
  private static final Set<String> DEFAULT_CHARSET =
      Set.of(
          "java.lang.String.getBytes()",
          "java.lang.String.<init>([B)",
          "java.lang.String.<init>([B, int, int)",
          "java.io.FileReader.<init>(java.io.File)",
          "java.io.FileReader.<init>(java.lang.String)",
          "java.io.FileWriter.<init>(java.io.File)",
          "java.io.FileWriter.<init>(java.io.File, boolean)",
          "java.io.FileWriter.<init>(java.lang.String)",
          "java.io.FileWriter.<init>(java.lang.String, boolean)",
          "java.io.InputStreamReader.<init>(java.io.InputStream)",
          "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
          "java.io.PrintStream.<init>(java.io.OutputStream)",
          "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
          "java.io.PrintWriter.<init>(java.io.OutputStream)",
          "java.io.PrintWriter.<init>(java.io.OutputStream, boolean)",
          "java.io.ByteArrayOutputStream.toString()",
          "java.util.Scanner.<init>(java.io.InputStream)",
          "java.util.Scanner.<init>(java.io.File)",
          "java.nio.charset.Charset.defaultCharset()",
          "java.net.URLEncoder.encode(java.lang.String)",
          "java.net.URLDecoder.decode(java.lang.String)");

  private Calls() {}

  /** Calls or refers to a member, named as {@code package.Type.member}, whatever it is given. */
  static ArchCondition<JavaClass> of(String... members) {
    Set<String> wanted = Set.of(members);
    return access(
        "use " + String.join(" or ", members),
        access -> wanted.contains(access.getTargetOwner().getName() + "." + access.getName()));
  }

  /** Prints a stack trace to standard error, whatever the type of what was thrown. */
  static ArchCondition<JavaClass> thatPrintStackTraces() {
    return access(
        "print stack traces to the console",
        access ->
            access.getTargetOwner().isAssignableTo(Throwable.class)
                && access.getTarget().getFullName().endsWith(".printStackTrace()"));
  }

  static ArchCondition<JavaClass> ofDefaultCharsets() {
    return access(
        "leave the charset to the platform",
        access -> DEFAULT_CHARSET.contains(access.getTarget().getFullName()));
  }

  /** Interrupts a thread, unless it restores what was done to the calling thread itself. */
  static ArchCondition<JavaClass> thatInterruptOthers() {
    return access(
        "interrupt another thread",
        access ->
            access.getTargetOwner().isAssignableTo(Thread.class)
                && access.getName().equals("interrupt")
                && !isOnTheCurrentThread(access));
  }

  private static boolean isOnTheCurrentThread(JavaAccess<?> interrupt) {
    for (JavaMethodCall call : interrupt.getOwner().getMethodCallsFromSelf()) {
      if (call.getLineNumber() == interrupt.getLineNumber()
          && call.getName().equals("currentThread")) {
        return true;
      }
    }
    return false;
  }

  private static ArchCondition<JavaClass> access(
      String description, Predicate<JavaAccess<?>> predicate) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          if (predicate.test(access)) {
            events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
          }
        }
      }
    };
  }
}
