"""servicescan: a service-excellence gap scan over the ten paradigm shifts."""

__version__ = "0.1.0"
