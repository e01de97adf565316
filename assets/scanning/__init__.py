"""Looking for malware, by a program that the operator runs; off unless one is named (security rule 20)."""

from assets.scanning.clamd import Clamd
from assets.scanning.port import Finding, Scanner, ScannerUnavailable, TooLargeToScan
from assets.scanning.settings import scanner_from_settings

__all__ = ["Clamd", "Finding", "Scanner", "ScannerUnavailable", "TooLargeToScan", "scanner_from_settings"]
