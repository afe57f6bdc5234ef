// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.owner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** Which resolved bundles have classes in which package, private packages too. Loads no class. */
final class BundlePackages {
  private final Map<String, List<Bundle>> bundles = new HashMap<>();
  private final Bundle framework;
  private final String frameworkPackage;

  private BundlePackages(Bundle framework) {
    this.framework = framework;
    this.frameworkPackage = framework.getClass().getPackageName();
  }

  static BundlePackages of(BundleContext context) {
    BundlePackages packages = new BundlePackages(context.getBundle(0));
    for (Bundle bundle : context.getBundles()) {
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      if (bundle.getBundleId() != 0 && wiring != null) {
        packages.add(bundle, wiring);
      }
    }
    return packages;
  }

  private void add(Bundle bundle, BundleWiring wiring) {
    Collection<String> classes =
        wiring.listResources(
            "/", "*.class", BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL);
    if (classes == null) {
      return;
    }
    Set<String> folders = new HashSet<>();
    for (String path : classes) {
      folders.add(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }
    for (String folder : folders) {
      bundles.computeIfAbsent(folder.replace('/', '.'), p -> new ArrayList<>(1)).add(bundle);
    }
  }

  /** The bundles that have {@code className}; more than one when several carry a copy of it. */
  List<Bundle> owners(String className) {
    String packageName = className.substring(0, Math.max(0, className.lastIndexOf('.')));
    List<Bundle> candidates = bundles.getOrDefault(packageName, List.of());
    if (candidates.isEmpty() && className.startsWith(frameworkPackage + ".")) {
      return List.of(framework);
    }
    if (candidates.size() < 2) {
      return candidates;
    }
    List<Bundle> owners = new ArrayList<>(1);
    for (Bundle bundle : candidates) {
      if (has(bundle, packageName.replace('.', '/'), simpleName(className) + ".class")) {
        owners.add(bundle);
      }
    }
    return owners;
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private static boolean has(Bundle bundle, String folder, String file) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    if (wiring == null) {
      return false;
    }
    Collection<String> found = wiring.listResources(folder, file, BundleWiring.LISTRESOURCES_LOCAL);
    return found != null && !found.isEmpty();
  }
}
