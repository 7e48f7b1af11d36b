import { Download, Ellipsis, Pencil, Trash2 } from "lucide";
import { useState } from "preact/hooks";
import type { PersonDetail } from "../../../domain/wire/people.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { EditPerson } from "./edit-person.tsx";
import { ErasePerson } from "./erase-person.tsx";
import { exportCsv, exportJson } from "./export.ts";
import { saveFile } from "./save-file.ts";

/** What can be done with one person. */
export function PersonActions({ person, reload }: { person: PersonDetail; reload: () => void }) {
  const [open, setOpen] = useState<"edit" | "erase">();
  const close = () => setOpen(undefined);
  const name = `person-${person.person.replaceAll(/[^\w.@-]+/gu, "_")}`;
  return (
    <>
      <Button icon={Pencil} onClick={() => setOpen("edit")}>
        Edit
      </Button>
      <Menu
        label="More for this person"
        items={[
          {
            words: "Export as JSON",
            icon: Download,
            onSelect: () => saveFile(`${name}.json`, exportJson(person), "application/json"),
          },
          {
            words: "Export as CSV",
            icon: Download,
            onSelect: () => saveFile(`${name}.csv`, exportCsv(person), "text/csv"),
          },
          {
            words: "Erase for good…",
            icon: Trash2,
            danger: true,
            onSelect: () => setOpen("erase"),
          },
        ]}
      >
        <Icon of={Ellipsis} />
      </Menu>
      {open === "edit" && <EditPerson person={person} onClose={close} onSaved={reload} />}
      {open === "erase" && <ErasePerson person={person} onClose={close} />}
    </>
  );
}
