// SPDX-License-Identifier: Apache-2.0
package porthole.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule that never fires is worth nothing: each is shown to see what it forbids. */
class CallsTest {
  private final JavaClasses offender =
      new ClassFileImporter().importPackages("porthole.itests.architecture.offender");

  @Test
  void seesCallsFieldsConstructorsReferencesAndLambdas() {
    assertThat(foundBy(Calls.of("java.lang.Thread.sleep"))).containsExactly("sleeps");
    assertThat(foundBy(Calls.of("java.lang.System.out"))).containsExactly("prints");
    assertThat(foundBy(Calls.of("java.lang.Thread.<init>"))).containsExactly("makesAThread");
    assertThat(foundBy(Calls.of("java.lang.System.nanoTime", "java.lang.System.currentTimeMillis")))
        .containsExactly("readsTheClockInALambda", "refersToTheClock");
    assertThat(foundBy(Calls.thatPrintStackTraces())).containsExactly("prints");
  }

  @Test
  void seesThePlatformsCharset() {
    assertThat(foundBy(Calls.ofDefaultCharsets())).containsExactly("decodes", "encodes");
  }

  @Test
  void seesWhoInterruptsAnotherAndLetsRestoringPass() {
    assertThat(foundBy(Calls.thatInterruptOthers())).containsExactly("interruptsAnother");
  }

  private List<String> foundBy(ArchCondition<JavaClass> condition) {
    return noClasses().should(condition).evaluate(offender).getFailureReport().getDetails().stream()
        .map(
            detail ->
                detail.replaceAll(".*Offender\\.(?:lambda\\$)?(\\w+?)(?:\\$\\d+)?\\(.*", "$1"))
        .sorted()
        .toList();
  }
}
