// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.PreflightFact;
import porthole.capture.api.RawCapture;
import porthole.lib.capture.session.HelperBackend;
import porthole.lib.capture.session.HelperThreads;
import porthole.lib.capture.symbols.ElfNames;

/** The native helper as a capture backend, preferred to the others where it works. */
@Component(property = {CaptureBackend.NAME + "=native", "service.ranking:Integer=100"})
public final class NativeBackendComponent implements CaptureBackend {
  private final HelperThreads threads = new HelperThreads("porthole-capture-native");
  private final Availability machine =
      HelperBinary.onThisMachine(
          System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  private final HelperBinary binary;
  private final HelperBackend backend;
  private final Preflight preflight;

  /** Puts the helper program into the bundle's own folder and asks it what it thinks. */
  @Activate
  public NativeBackendComponent(BundleContext context) throws IOException {
    String home = context.getProperty("porthole.home");
    this.binary =
        new HelperBinary(
            HelperBinary.extract(
                HelperThreads.folder(context.getDataFile("helper")), getClass().getClassLoader()),
            Path.of(home == null ? "" : home, "libexec", "porthole-capture"));
    this.backend =
        threads.backend(new HelperBackend.Kind(binary, () -> Availability.YES, new ElfNames()));
    this.preflight = new Preflight(backend::greet, System::nanoTime);
    if (machine.available()) {
      threads.run(preflight::refresh);
    }
  }

  /** Ends a capture that runs, and its helper with it. */
  @Deactivate
  public void deactivate() {
    backend.close();
    threads.close();
  }

  @Override
  public Availability availability() {
    if (!machine.available()) {
      return machine;
    }
    Availability ours = backend.availability();
    return ours.available() ? preflight.availability() : ours;
  }

  @Override
  public List<PreflightFact> facts() {
    if (!machine.available()) {
      return List.of();
    }
    List<PreflightFact> facts = new ArrayList<>(preflight.refresh());
    facts.add(binary.fact());
    return facts;
  }

  @Override
  public RawCapture capture(CaptureRequest request) throws CaptureException {
    return backend.capture(request);
  }
}
