// SPDX-License-Identifier: Apache-2.0
package porthole.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import porthole.itests.architecture.Modules.Module;

/** House rules on what the modules are and what their manifests say. */
class ModulesTest {

  /** A clause of a header: one name or more, then what is said of them. */
  private static final Pattern CLAUSE =
      Pattern.compile(
          "((?:[^,;\"=]+)(?:;[^,;\"=:]+)*)((?:;[^,;\"]+=(?:\"[^\"]*\"|[^,;\"]*))*)(?:,|$)");

  @Test
  void theRulesSeeTheContractsAndTheProviders() {
    assertThat(Modules.apis()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(Modules.providers()).hasSizeGreaterThanOrEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theRulesSeeEveryModulesClasses(Module module) {
    assertThat(Modules.classesOf(List.of(module)))
        .as("classes in " + module.classes() + ": add it to itests/architecture/pom.xml")
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void aBundleIsNamedAsItsFolder(Module module) {
    String folder = module.toString();
    String name = folder.substring(folder.indexOf('/') + 1).replace('-', '.');
    String expected = folder.startsWith("api/") ? "porthole." + name + ".api" : "porthole." + name;
    assertThat(module.header("Bundle-SymbolicName")).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aProviderExportsNothing(Module module) {
    assertThat(module.header("Export-Package")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("apis")
  void aContractExportsItselfAndImportsOnlyContractsAndThePlatform(Module module) {
    assertThat(names(module.header("Export-Package")))
        .isNotEmpty()
        .allMatch(name -> name.matches("porthole\\.[a-z]+\\.api(\\..*)?"));
    assertThat(names(module.header("Import-Package")))
        .allMatch(name -> name.matches("(java|org\\.osgi)\\..*|porthole\\.[a-z]+\\.api(\\..*)?"));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aProviderImportsNoProvider(Module module) {
    assertThat(names(module.header("Import-Package")))
        .filteredOn(name -> name.startsWith("porthole."))
        .allMatch(name -> name.matches("porthole\\.[a-z]+\\.api(\\..*)?"));
  }

  @Test
  void namesAreReadFromAHeader() {
    assertThat(names("a.b;version=\"[1,2)\",c;d;x:=\"e,f\";v=1,g"))
        .containsExactly("a.b", "c", "d", "g");
  }

  private static List<String> names(String header) {
    List<String> names = new ArrayList<>();
    Matcher clauses = CLAUSE.matcher(header);
    while (clauses.find()) {
      names.addAll(List.of(clauses.group(1).trim().split(";", -1)));
    }
    return names;
  }

  static List<Module> all() {
    return Modules.all();
  }

  static List<Module> apis() {
    return Modules.apis();
  }

  static List<Module> providers() {
    return Modules.providers();
  }

  static List<Module> bundles() {
    return Modules.all().stream().filter(Module::isBundle).toList();
  }
}
