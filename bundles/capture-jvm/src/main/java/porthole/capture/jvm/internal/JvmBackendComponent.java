// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
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
import porthole.lib.capture.grant.YamaRight;
import porthole.lib.capture.session.HelperBackend;

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

  private final ExecutorService starting =
      Executors.newSingleThreadExecutor(named("porthole-capture-jvm-start"));
  private final ExecutorService listening =
      Executors.newCachedThreadPool(named("porthole-capture-jvm-listen"));
  private final HelperBackend backend;

  /** Makes the helper's jar in the bundle's own folder. */
  @Activate
  public JvmBackendComponent(BundleContext context) throws IOException {
    Path jar = HelperJar.write(folder(context), classFiles(context), getClass().getClassLoader());
    HelperJvm jvm =
        new HelperJvm(
            Path.of(System.getProperty("java.home", "")),
            jar,
            ManagementFactory.getRuntimeMXBean().getInputArguments());
    this.backend =
        new HelperBackend(
            new HelperBackend.Kind(jvm, jvm::availability, NativeNames.NONE),
            new YamaRight(YamaRight.YAMA),
            new HelperBackend.Threads(starting, listening),
            System::nanoTime);
  }

  private static Path folder(BundleContext context) throws IOException {
    File folder = context.getDataFile("helper");
    if (folder == null) {
      throw new IOException("The framework has no folder for this bundle's files.");
    }
    return folder.toPath();
  }

  private static List<String> classFiles(BundleContext context) {
    List<String> files = new ArrayList<>(API_CLASSES);
    BundleWiring wiring = context.getBundle().adapt(BundleWiring.class);
    for (String folder : HELPER_FOLDERS) {
      files.addAll(wiring.listResources(folder, "*.class", BundleWiring.LISTRESOURCES_LOCAL));
    }
    return files;
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Ends a capture that runs, and its helper with it. */
  @Deactivate
  public void deactivate() {
    backend.close();
    starting.shutdown();
    listening.shutdown();
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
