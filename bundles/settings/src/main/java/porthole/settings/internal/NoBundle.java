// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import java.io.File;
import java.io.IOException;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.service.component.annotations.Component;

/**
 * Takes the files of the deploy directory that are no bundles, and says so once each: File Install
 * by itself passes over them in silence.
 */
@Component(service = {ArtifactInstaller.class, ArtifactListener.class})
public final class NoBundle implements ArtifactInstaller {

  private static final System.Logger LOG = System.getLogger("porthole.deploy");

  @Override
  public boolean canHandle(File artifact) {
    return artifact.getName().endsWith(".jar") && !complaint(artifact).isEmpty();
  }

  @Override
  public void install(File artifact) {
    LOG.log(System.Logger.Level.WARNING, "{0} is not started: {1}", artifact, complaint(artifact));
  }

  @Override
  public void update(File artifact) {
    install(artifact);
  }

  @Override
  public void uninstall(File artifact) {
    LOG.log(System.Logger.Level.DEBUG, "{0} has gone", artifact);
  }

  /** Why it is no bundle, or empty. */
  static String complaint(File artifact) {
    try (JarFile jar = new JarFile(artifact)) {
      Manifest manifest = jar.getManifest();
      boolean named =
          manifest != null && manifest.getMainAttributes().getValue("Bundle-SymbolicName") != null;
      return named ? "" : "a jar, but no bundle: its manifest has no Bundle-SymbolicName";
    } catch (IOException e) {
      return "no jar: " + e.getMessage();
    }
  }
}
