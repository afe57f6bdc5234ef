// SPDX-License-Identifier: Apache-2.0
package porthole.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** House rules on the code of every module. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  /** Where clocks and threads are made and handed out: by name, and these. */
  private static final Set<String> WIRING =
      Set.of("porthole.launcher.Server", "porthole.gate.internal.Deadline", "porthole.cli.BoardOf");

  /** What runs in a process of its own, and may do what only a program may. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "porthole.launcher.Main",
          "porthole.launcher.ShutdownRequests",
          "porthole.cli.Main",
          "porthole.capture.jvm.internal.helper.HelperMain");

  private final JavaClasses all = Modules.classesOf(Modules.all());

  @Test
  void contractsNeedNothingButJavaOsgiAndOtherContracts() {
    classes()
        .that()
        .resideInAPackage("porthole.*.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.osgi..", "org.jspecify..", "porthole.*.api..")
        .check(all);
  }

  @Test
  void noProviderKnowsAnother() {
    classes().that(areProviders()).should(dependOnNoOtherProvider()).check(all);
  }

  @Test
  void aBundlesPackagesAreContractsOrInternal() {
    classes()
        .should()
        .resideInAnyPackage(
            "porthole.*.api..",
            "porthole..internal..",
            "porthole.lib..",
            "porthole.launcher",
            "porthole.cli",
            // What stands in for classes of the JavaScript engine.
            "org.mozilla.javascript")
        .check(all);
  }

  @Test
  void onlyClassesNamedNativeTouchJna() {
    noClasses()
        .that(
            are("not named Native*", type -> !topLevel(type).getSimpleName().startsWith("Native")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.sun.jna..")
        .check(all);
  }

  @Test
  void nobodyUsesTheOldServletPackages() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("javax.servlet..").check(all);
  }

  @Test
  void packagesOfABundleDoNotNeedEachOtherInCircles() {
    slices().matching("porthole.(**)").should().beFreeOfCycles().check(all);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should(Calls.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep"))
        .check(all);
  }

  @Test
  void nobodyPrintsToTheConsoleInPassing() {
    noClasses()
        .that(areNoPrograms())
        .should(Calls.of("java.lang.System.out", "java.lang.System.err"))
        .check(all);
    noClasses().should(Calls.thatPrintStackTraces()).check(all);
  }

  @Test
  void onlyProgramsEndTheProcess() {
    noClasses()
        .that(areNoPrograms())
        .should(
            Calls.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt"))
        .check(all);
  }

  @Test
  void charsetsAreNamed() {
    noClasses().should(Calls.ofDefaultCharsets()).check(all);
  }

  @Test
  void noThreadInterruptsAnother() {
    noClasses().should(Calls.thatInterruptOthers()).check(all);
  }

  @Test
  void threadsAndClocksAreHandedOutByWiringOnly() {
    noClasses()
        .that(are("not wiring (*Component, *Threads)", type -> !isWiring(type)))
        .should(
            Calls.of(
                "java.lang.Thread.<init>",
                "java.lang.System.nanoTime",
                "java.lang.System.currentTimeMillis"))
        .check(all);
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    classes().should(beInANullMarkedPackage()).check(all);
  }

  private static boolean isWiring(JavaClass type) {
    JavaClass top = topLevel(type);
    String name = top.getSimpleName();
    return name.endsWith("Component")
        || name.endsWith("Threads")
        || WIRING.contains(top.getName())
        || PROGRAMS.contains(top.getName());
  }

  private static DescribedPredicate<JavaClass> areNoPrograms() {
    return are("no programs", type -> !PROGRAMS.contains(topLevel(type).getName()));
  }

  private static DescribedPredicate<JavaClass> areProviders() {
    return are("providers", type -> !providerOf(type).isEmpty());
  }

  /** The package above {@code internal}; empty for what is no provider's. */
  private static String providerOf(JavaClass type) {
    String name = type.getPackageName();
    int end = (name + ".").indexOf(".internal.");
    return name.startsWith("porthole.") && end > 0 ? name.substring(0, end) : "";
  }

  private static ArchCondition<JavaClass> dependOnNoOtherProvider() {
    return new ArchCondition<>("depend on no other provider") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          String other = providerOf(dependency.getTargetClass());
          if (!other.isEmpty() && !other.equals(providerOf(type))) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package marked @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        // A package that we share with a library cannot be marked as a whole, but its classes can.
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)
            && !topLevel(type).isAnnotatedWith(NullMarked.class)
            && !type.getSimpleName().equals("package-info")) {
          events.add(SimpleConditionEvent.violated(type, type.getDescription()));
        }
      }
    };
  }

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::topLevel).orElse(type);
  }

  private static DescribedPredicate<JavaClass> are(
      String description, Predicate<JavaClass> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }
}
