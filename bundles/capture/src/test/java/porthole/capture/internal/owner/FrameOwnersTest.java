// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

class FrameOwnersTest {
  @TempDir Path cache;
  private Framework framework;
  private FrameOwners owners;

  @BeforeEach
  void startFramework() throws BundleException {
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).iterator().next();
    framework = factory.newFramework(Map.of("org.osgi.framework.storage", cache.toString()));
    framework.start();
    owners = new FrameOwners(framework.getBundleContext());
    framework.getBundleContext().addBundleListener(owners);
  }

  @AfterEach
  void stopFramework() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void aPrivateClassNamesItsBundleUntilTheBundleGoes() throws Exception {
    Bundle bundle = install("one", "1.2.3", "x/internal/Work.class");
    assertThat(owners.bundleOf("x.internal.Work")).isEqualTo("one/1.2.3");
    assertThat(owners.bundleOf("x.internal.Work$Inner")).isEqualTo("one/1.2.3");
    assertThat(owners.bundleOf("x.internal.Work$$Lambda/0x00007f12")).isEqualTo("one/1.2.3");
    assertThat(owners.bundleOf("x.internal.Work$$Lambda$7/0x00007f12")).isEqualTo("one/1.2.3");

    bundle.update(new ByteArrayInputStream(jar("one", "2.0.0", "x/internal/Work.class")));
    bundle.start();
    assertThat(owners.bundleOf("x.internal.Work")).isEqualTo("one/2.0.0");

    bundle.uninstall();
    assertThat(owners.bundleOf("x.internal.Work")).isEmpty();
  }

  @Test
  void ofTwoBundlesWithOnePackageTheOneWithTheClassIsNamed() throws Exception {
    install("one", "1.0.0", "x/A.class");
    install("two", "1.0.0", "x/B.class");
    assertThat(owners.bundleOf("x.B")).isEqualTo("two/1.0.0");
  }

  @Test
  void aClassThatTwoBundlesCarryNamesBoth() throws Exception {
    install("one", "1.0.0", "x/A.class");
    install("two", "1.0.0", "x/A.class");
    assertThat(owners.bundleOf("x.A")).isEqualTo("one/1.0.0 or two/1.0.0");
  }

  @Test
  void classesOfTheJdkHaveNoBundleAndTheFrameworksOwnDo() {
    assertThat(owners.bundleOf("java.lang.Thread")).isEmpty();
    assertThat(owners.bundleOf("jdk.internal.misc.Unsafe")).isEmpty();
    assertThat(owners.bundleOf("")).isEmpty();
    assertThat(owners.bundleOf("org.apache.felix.framework.Felix"))
        .startsWith("org.apache.felix.framework/");
  }

  private Bundle install(String name, String version, String... classes) throws Exception {
    Bundle bundle =
        framework
            .getBundleContext()
            .installBundle(name, new ByteArrayInputStream(jar(name, version, classes)));
    bundle.start();
    return bundle;
  }

  private static byte[] jar(String name, String version, String... classes) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", name);
    attributes.putValue("Bundle-Version", version);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (String file : classes) {
        // Never loaded: an empty entry is as good as a class.
        jar.putNextEntry(new JarEntry(file));
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
