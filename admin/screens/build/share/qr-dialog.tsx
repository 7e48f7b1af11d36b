import { Download } from "lucide";
import { useState } from "preact/hooks";
import { Button, useBusy } from "../../../components/button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { Check, Switch } from "../../../components/field.tsx";
import { attempt } from "../../../state/toasts.ts";
import { type Qr, labelSize, qrOf, qrPath, qrPng, qrSvg } from "./qr.ts";
import { fileName, saveBlob } from "./save-blob.ts";

const SIZES = [
  ["512", "512", "512 pixels"],
  ["1024", "1024", "1024 pixels"],
  ["2048", "2048", "2048 pixels"],
] as const;

/** A link as a QR code, to look at and to download. */
export function QrDialog({
  name,
  url,
  onClose,
}: {
  name: string;
  url: string;
  onClose: () => void;
}) {
  const [size, setSize] = useState<(typeof SIZES)[number][0]>("1024");
  const [labelled, setLabelled] = useState(false);
  const [busy, run] = useBusy();
  const qr = qrOf(url, labelled ? name : "");
  const file = `qr-${fileName(name)}`;
  const png = () =>
    run(() =>
      attempt("The picture could not be made. The SVG file works everywhere too.", async () =>
        saveBlob(`${file}.png`, await qrPng(qr, Number(size))),
      ),
    );
  const svg = () =>
    saveBlob(`${file}.svg`, new Blob([qrSvg(qr, Number(size))], { type: "image/svg+xml" }));
  return (
    <Dialog
      title={`QR code of “${name}”`}
      onClose={onClose}
      actions={
        <>
          <Button icon={Download} busy={busy} onClick={() => void png()}>
            PNG
          </Button>
          <Button kind="primary" icon={Download} onClick={svg}>
            SVG
          </Button>
        </>
      }
    >
      <figure class="qr">
        <Picture qr={qr} url={url} />
        <figcaption>{url}</figcaption>
      </figure>
      <div class="form">
        <div class="field">
          <span class="label">Width in pixels</span>
          <Switch label="Width in pixels" options={SIZES} value={size} onChange={setSize} />
          <small>For print take the SVG: it is sharp at any size. At least 2 cm wide.</small>
        </div>
        <Check label="Write the name of the link below" checked={labelled} onChange={setLabelled} />
      </div>
    </Dialog>
  );
}

function Picture({ qr, url }: { qr: Qr; url: string }) {
  const { width, height, label } = qr;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`QR code of ${url}`}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={qrPath(qr)} fill="#000" shape-rendering="crispEdges" />
      {label && (
        <text
          x={width / 2}
          y={width + 0.5}
          font-size={labelSize(qr)}
          text-anchor="middle"
          fill="#000"
        >
          {label}
        </text>
      )}
    </svg>
  );
}
