// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of the server, from the lock on its data to the last bundle stopped. */
final class Server {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Answers 200 only with Jetty, the gate, the document API and storage all there. */
  private static final String READY_ROUTE = "/databases?start=0&pageSize=1";

  /** The class archive that the script found; empty when there is none that it trusts. */
  private static final String ARCHIVE = System.getProperty("porthole.archive", "");

  private final Path home;
  private final Options options;
  private final String version;
  private final Console console;

  Server(Path home, Options options, String version, Console console) {
    this.home = home;
    this.options = options;
    this.version = version;
    this.console = console;
  }

  /** Runs until somebody asks for the end. */
  void run(ShutdownRequests requests) throws LaunchException {
    Assembly assembly = assembly();
    try (DataDirectory data = DataDirectory.open(options.data(), ProcessHandle.current().pid())) {
      int port = PortProbe.choose(options.host(), options.port());
      data.prepare();
      Platform platform = Platform.start(properties(data.path(), port), assembly);
      Host host = new Host(platform.context());
      host.listen(requests::request);
      try {
        serve(platform, data, url(port), requests);
      } finally {
        new Ending(platform, host, console, System::nanoTime).run(requests, data::retract);
        data.retract();
      }
    } catch (IOException e) {
      throw new LaunchException(ExitCode.FAILED, "While shutting down: " + e.getMessage(), e);
    }
  }

  private Assembly assembly() throws LaunchException {
    Assembly assembly = Assembly.read(home);
    PlainJars copies = new PlainJars(home.resolve("archive/bundles"));
    if (options.run().rehearse()) {
      copies.make(assembly);
    }
    // Without an archive that may be trusted, nothing beside it may be either.
    return ARCHIVE.isEmpty() ? assembly : copies.in(assembly);
  }

  private void serve(Platform platform, DataDirectory data, String url, ShutdownRequests requests)
      throws LaunchException {
    try {
      Readiness readiness = new Readiness(URI.create(url + READY_ROUTE), System::nanoTime);
      String missing = readiness.await(PATIENCE, requests.latch());
      if (requests.latch().getCount() == 0) {
        return;
      }
      if (!missing.isEmpty()) {
        throw notReady(platform, missing);
      }
      data.announce(url, ProcessHandle.current().pid(), Clock.systemUTC().instant());
      console.answer("Server available on: " + url);
      console.answer("Console: " + url + "/studio/stacks");
      new Host(platform.context()).ready("serving on " + url);
      afterwards(data, url, requests);
      requests.latch().await();
    } catch (InterruptedException e) {
      throw new LaunchException(ExitCode.FAILED, "Interrupted while serving", e);
    }
  }

  /** What can wait until the server serves. */
  private void afterwards(DataDirectory data, String url, ShutdownRequests requests)
      throws LaunchException {
    DaemonThreads.named("sweep").newThread(data::sweep).start();
    ClassArchive.report(ARCHIVE, Path.of("/proc/self/maps"));
    if (options.run().rehearse()) {
      new Rehearsal(URI.create(url), data.token()).run();
      requests.request("the rehearsal is over");
    }
  }

  private static LaunchException notReady(Platform platform, String missing) {
    List<String> inactive = platform.inactiveBundles();
    StringBuilder message = new StringBuilder("The server does not come to serve: ");
    message.append(missing).append(" after ").append(PATIENCE.toSeconds()).append(" s.");
    if (!inactive.isEmpty()) {
      message.append(" Bundles that did not start: ").append(String.join(", ", inactive));
      message.append('.');
    }
    List<String> problems = Problems.of(platform.context());
    if (!problems.isEmpty()) {
      message.append(" Components that lack something: ").append(String.join("; ", problems));
      message.append('.');
    }
    return new LaunchException(
        ExitCode.NOT_READY, message.append(" The log above says more.").toString());
  }

  private String url(int port) {
    String host = options.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private Map<String, String> properties(Path data, int port) {
    Map<String, String> properties = new HashMap<>();
    properties.put("porthole.home", home.toString());
    properties.put("porthole.data", data.toString());
    properties.put("porthole.version", version);
    properties.put("porthole.url", url(port));
    properties.put("porthole.demo", Boolean.toString(options.run().demo()));
    properties.put("porthole.overrides", overrides(port));
    properties.put("porthole.profile", options.run().profile());
    properties.put("org.apache.felix.http.require.config", "true");
    properties.put("org.osgi.framework.storage", data.resolve("cache/bundles").toString());
    properties.put("felix.log.level", "0");
    properties.put("org.osgi.service.log.admin.loglevel", "INFO");
    properties.put("felix.cm.dir", data.resolve("config").toString());
    addFileInstall(properties, data);
    return properties;
  }

  /** What the options decide, whatever etc/org.apache.felix.http.json says. */
  private String overrides(int port) {
    return String.format(
        Locale.ROOT,
        "{\"org.apache.felix.http\":{\"org.apache.felix.http.host\":\"%s\","
            + "\"org.osgi.service.http.port\":%d}}",
        options.host(),
        port);
  }

  private void addFileInstall(Map<String, String> properties, Path data) {
    properties.put("felix.fileinstall.dir", options.deploy().toString());
    properties.put("felix.fileinstall.tmpdir", data.resolve("cache/deploy").toString());
    properties.put("felix.fileinstall.filter", ".*\\.jar");
    properties.put("felix.fileinstall.poll", "500");
    properties.put("felix.fileinstall.noInitialDelay", "true");
    properties.put("felix.fileinstall.bundles.new.start", "true");
    properties.put("felix.fileinstall.start.level", Integer.toString(Assembly.DEPLOY_LEVEL));
    properties.put("felix.fileinstall.log.default", "jul");
    properties.put("felix.fileinstall.log.level", "3");
    properties.put("felix.fileinstall.enableConfigSave", "false");
  }
}
