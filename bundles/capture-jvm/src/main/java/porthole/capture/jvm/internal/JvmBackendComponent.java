// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.lib.capture.frames.NativeNames;
import porthole.lib.capture.session.HelperBackend;
import porthole.lib.capture.session.HelperThreads;

/** The helper JVM as a capture backend. */
@Component(property = {CaptureBackend.NAME + "=jvm", "service.ranking:Integer=0"})
public final class JvmBackendComponent implements CaptureBackend {
  /** What the helper needs of the capture API; no OSGi. */
  static final List<String> API_CLASSES =
      List.of(
          "porthole/capture/api/CaptureOptions.class",
          "porthole/capture/api/RawCapture.class",
          "porthole/capture/api/RawFrame.class",
          "porthole/capture/api/RawLock.class",
          "porthole/capture/api/RawThread.class");

  /** The folders of this bundle whose classes the helper runs. */
  static final List<String> HELPER_FOLDERS =
      List.of(
          "porthole/capture/jvm/internal/dump",
          "porthole/capture/jvm/internal/helper",
          "porthole/lib/capture/frames");

  private final HelperThreads threads = new HelperThreads("porthole-capture-jvm");
  private final HelperBackend backend;

  /** Makes the helper's jar in the bundle's own folder. */
  @Activate
  public JvmBackendComponent(BundleContext context) throws IOException {
    Path jar =
        HelperJar.write(
            HelperThreads.folder(context.getDataFile("helper")),
            classFiles(context),
            getClass().getClassLoader());
    HelperJvm jvm =
        new HelperJvm(
            Path.of(System.getProperty("java.home", "")),
            jar,
            ManagementFactory.getRuntimeMXBean().getInputArguments());
    this.backend =
        threads.backend(new HelperBackend.Kind(jvm, jvm::availability, NativeNames.NONE));
  }

  private static List<String> classFiles(BundleContext context) {
    List<String> files = new ArrayList<>(API_CLASSES);
    BundleWiring wiring = context.getBundle().adapt(BundleWiring.class);
    for (String folder : HELPER_FOLDERS) {
      files.addAll(wiring.listResources(folder, "*.class", BundleWiring.LISTRESOURCES_LOCAL));
    }
    return files;
  }

  /** Ends a capture that runs, and its helper with it. */
  @Deactivate
  public void deactivate() {
    backend.close();
    threads.close();
  }

  @Override
  public Availability availability() {
    return backend.availability();
  }

  @Override
  public RawCapture capture(CaptureRequest request) throws CaptureException {
    return backend.capture(request);
  }
}
