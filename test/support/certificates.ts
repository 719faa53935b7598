/** Certificates for tests, made by `openssl`: an authority, and whom it vouches for. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Certified {
  cert: string;
  key: string;
}

export interface Authority {
  /** The file of its own certificate. */
  ca: string;
  /** A certificate of `name`, valid from now for so many days; a negative number has ended. */
  issue(name: string, days?: number): Certified;
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** Is the program on this machine? */
export function hasOpenssl(): boolean {
  try {
    openssl("version");
    return true;
  } catch {
    return false;
  }
}

export function openAuthority(folder: string, name = "district"): Authority {
  const [ca, caKey] = [join(folder, `${name}-ca.pem`), join(folder, `${name}-ca.key`)];
  openssl("req", "-x509", ...NEW_KEY, "-keyout", caKey, "-out", ca, "-subj", `/CN=${name}`, "-days", "30");
  let count = 0;
  return {
    ca,
    issue(subject, days = 30) {
      const at = join(folder, `${name}-${subject}-${count++}`);
      const [key, request, cert, extensions] = [`${at}.key`, `${at}.csr`, `${at}.pem`, `${at}.ext`];
      writeFileSync(extensions, `subjectAltName=DNS:${subject},IP:127.0.0.1\n`);
      openssl("req", ...NEW_KEY, "-keyout", key, "-out", request, "-subj", `/CN=${subject}`);
      openssl(
        "x509",
        "-req",
        "-in",
        request,
        "-CA",
        ca,
        "-CAkey",
        caKey,
        "-CAcreateserial",
        "-days",
        String(days),
        "-extfile",
        extensions,
        "-out",
        cert,
      );
      return { cert, key };
    },
  };
}

function openssl(...args: string[]): void {
  execFileSync("openssl", args, { stdio: "ignore" });
}
