// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import porthole.capture.api.CaptureBroker;
import porthole.itests.enricher.GreetingActivator;

/** An operator drops an enricher into deploy/, replaces it, and takes it out again. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class EnricherDeployIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Inject private BundleContext context;

  @Configuration
  public Option[] configuration() {
    return ShippedServer.configuration();
  }

  @Test
  public void theFieldOfADeployedEnricherComesChangesAndGoes() throws Exception {
    CaptureBroker broker = Await.service(context, CaptureBroker.class);
    broker.select("inprocess");
    Path jar = Path.of(context.getProperty("felix.fileinstall.dir"), "greeting.jar");

    putInPlace(jar, enricherSaying("hello", "1.0.0"));
    Await.untilTrue("the field is there", () -> greeting(broker).equals(Optional.of("hello")));

    putInPlace(jar, enricherSaying("good evening", "1.0.1"));
    Await.untilTrue(
        "the field changes", () -> greeting(broker).equals(Optional.of("good evening")));

    Files.delete(jar);
    Await.untilTrue("the field is gone", () -> greeting(broker).isEmpty());
  }

  /** Of this very thread. */
  private static Optional<Object> greeting(CaptureBroker broker) throws Exception {
    long me = Thread.currentThread().getId();
    return broker.capture(PATIENCE).threads.stream()
        .filter(thread -> thread.identity.threadId() == me)
        .map(thread -> thread.fields.get("Greeting"))
        .filter(field -> field != null)
        .findFirst();
  }

  /** As the guide tells people to do: write beside, then rename. */
  private static void putInPlace(Path jar, byte[] bytes) throws IOException {
    Path written = jar.resolveSibling("." + jar.getFileName() + ".part");
    Files.write(written, bytes);
    Files.move(written, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] enricherSaying(String greeting, String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "test.greeting");
    headers.putValue("Bundle-Version", version);
    headers.putValue("Bundle-Activator", GreetingActivator.class.getName());
    headers.putValue("Import-Package", "org.osgi.framework,porthole.capture.api");
    headers.putValue(GreetingActivator.GREETING, greeting);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      String entry = GreetingActivator.class.getName().replace('.', '/') + ".class";
      jar.putNextEntry(new JarEntry(entry));
      try (InputStream code = GreetingActivator.class.getResourceAsStream("/" + entry)) {
        code.transferTo(jar);
      }
    }
    return bytes.toByteArray();
  }
}
