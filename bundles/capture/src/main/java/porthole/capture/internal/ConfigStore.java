// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import porthole.capture.internal.broker.Selection;

/** Keeps the choice in Config Admin, which may come and go. Thread-safe. */
final class ConfigStore implements Selection.Store {
  private volatile @Nullable ConfigurationAdmin admin;

  void bind(ConfigurationAdmin service) {
    admin = service;
  }

  void unbind(ConfigurationAdmin service) {
    if (admin == service) {
      admin = null;
    }
  }

  @Override
  public void keep(String backend) throws IOException {
    ConfigurationAdmin service = admin;
    if (service == null) {
      throw new IOException("Config Admin is not there.");
    }
    Configuration configuration = service.getConfiguration(CaptureComponent.PID, "?");
    Dictionary<String, Object> present = configuration.getProperties();
    Map<String, Object> properties = new HashMap<>();
    if (present != null) {
      properties.putAll(FrameworkUtil.asMap(present));
    }
    properties.put("backend", backend);
    configuration.update(FrameworkUtil.asDictionary(properties));
  }
}
