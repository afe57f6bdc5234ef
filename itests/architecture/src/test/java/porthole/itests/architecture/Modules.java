// SPDX-License-Identifier: Apache-2.0
package porthole.itests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The modules of this clone: found by looking, so that a new one cannot be forgotten. */
final class Modules {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();

  private Modules() {}

  /**
   * One module.
   *
   * @param folder such as {@code bundles/storage} in the clone
   */
  record Module(Path folder) {

    boolean hasSources() {
      return Files.isDirectory(folder.resolve("src/main/java"));
    }

    boolean isBundle() {
      return Files.exists(folder.resolve("bnd.bnd"));
    }

    Path classes() {
      return folder.resolve("target/classes");
    }

    Manifest manifest() {
      try (InputStream in = Files.newInputStream(classes().resolve("META-INF/MANIFEST.MF"))) {
        return new Manifest(in);
      } catch (IOException e) {
        throw new UncheckedIOException(this + " has no manifest; is it built?", e);
      }
    }

    /** The value of a manifest's header, empty where there is none. */
    String header(String name) {
      String value = manifest().getMainAttributes().getValue(name);
      return value == null ? "" : value;
    }

    @Override
    public String toString() {
      return ROOT.relativize(folder).toString();
    }
  }

  /** The modules in the folder {@code area} of the clone that have code of ours. */
  static List<Module> in(String area) {
    try (Stream<Path> folders = Files.list(ROOT.resolve(area))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(Module::new)
          .filter(Module::hasSources)
          .sorted((a, b) -> a.toString().compareTo(b.toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Module> apis() {
    return in("api");
  }

  static List<Module> providers() {
    return in("bundles");
  }

  /** Everything that runs in a server or beside it. */
  static List<Module> all() {
    return Stream.of(apis(), providers(), in("libs"), in("runtime")).flatMap(List::stream).toList();
  }

  static JavaClasses classesOf(List<Module> modules) {
    return new ClassFileImporter().importPaths(modules.stream().map(Module::classes).toList());
  }
}
