// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The distribution's bundles at its start levels and with its settings, inside Pax Exam. */
final class ShippedServer {
  private static final int PROBE_LEVEL = 100;

  private ShippedServer() {}

  static Option[] configuration() {
    try {
      Path scratch = Path.of(System.getProperty("porthole.scratch")).toAbsolutePath();
      Files.createDirectories(scratch);
      Path data = Files.createTempDirectory(scratch, "data");
      return options(
          frameworkStartLevel(PROBE_LEVEL),
          composite(properties(data)),
          composite(bundles()),
          junitBundles());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the launcher tells the framework, with a free port, and data of this test's own. */
  private static Option[] properties(Path data) throws IOException {
    Path deploy = Files.createDirectories(data.resolveSibling(data.getFileName() + "-deploy"));
    int port = freePort();
    Map<String, String> properties = new TreeMap<>();
    properties.put("porthole.home", dist().toString());
    properties.put("porthole.data", data.toString());
    properties.put("porthole.version", "test");
    properties.put("porthole.url", "http://127.0.0.1:" + port);
    properties.put("porthole.demo", "false");
    properties.put(
        "porthole.overrides",
        "{\"org.apache.felix.http\":{\"org.apache.felix.http.host\":\"127.0.0.1\","
            + "\"org.osgi.service.http.port\":"
            + port
            + "}}");
    properties.put("org.apache.felix.http.require.config", "true");
    properties.put("felix.cm.dir", data.resolve("config").toString());
    properties.put("felix.fileinstall.dir", deploy.toString());
    properties.put("felix.fileinstall.tmpdir", data.resolve("cache/deploy").toString());
    properties.put("felix.fileinstall.filter", ".*\\.jar");
    properties.put("felix.fileinstall.poll", "500");
    properties.put("felix.fileinstall.noInitialDelay", "true");
    properties.put("felix.fileinstall.bundles.new.start", "true");
    properties.put("felix.fileinstall.start.level", "50");
    properties.put("felix.fileinstall.log.default", "jul");
    properties.put("felix.fileinstall.enableConfigSave", "false");
    return properties.entrySet().stream()
        .map(property -> frameworkProperty(property.getKey()).value(property.getValue()))
        .toArray(Option[]::new);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static Bundle installed(BundleContext context, String name) {
    return Arrays.stream(context.getBundles())
        .filter(candidate -> name.equals(candidate.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  static Path dist() {
    return Path.of(System.getProperty("porthole.dist")).toAbsolutePath().normalize();
  }

  private static Option[] bundles() throws IOException {
    List<Option> bundles = new ArrayList<>();
    try (Stream<Path> levels = Files.list(dist().resolve("bundles"))) {
      for (Path level : levels.sorted().toList()) {
        int startLevel = Integer.parseInt(level.getFileName().toString());
        try (Stream<Path> jars = Files.list(level)) {
          jars.sorted()
              .map(jar -> bundle(jar.toUri().toString()).startLevel(startLevel))
              .forEach(bundles::add);
        }
      }
    }
    return bundles.toArray(Option[]::new);
  }
}
