package uwlr.peer;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import uwlr.gen.*;

/** Reads the school once, at the start: a line for each object, its kind first, as bench/school.py writes them. */
final class Reader {
    private final OffsetDateTime now = OffsetDateTime.now(Dates.NETHERLANDS).truncatedTo(ChronoUnit.SECONDS);
    private final Leerlinggegevens gegevens = new Leerlinggegevens();

    private Reader() {
        gegevens.setGroepen(new Leerlinggegevens.Groepen());
        gegevens.setLeerlingen(new Leerlinggegevens.Leerlingen());
        gegevens.setLeerkrachten(new Leerlinggegevens.Leerkrachten());
    }

    static Leerlinggegevens read(Path path) throws IOException {
        Reader reader = new Reader();
        for (String line : Files.readAllLines(path)) reader.add(line.split("\t", -1));
        return reader.gegevens;
    }

    private void add(String[] row) throws IOException {
        String[] values = Arrays.copyOfRange(row, 1, row.length);
        switch (row[0]) {
            case "school" -> gegevens.setSchool(school(values));
            case "groep" -> gegevens.getGroepen().getGroepOrSamengesteldeGroep().add(groep(values));
            case "samengestelde_groep" ->
                gegevens.getGroepen().getGroepOrSamengesteldeGroep().add(samengesteldeGroep(values));
            case "leerling" -> gegevens.getLeerlingen().getLeerling().add(leerling(values));
            case "leerkracht" -> gegevens.getLeerkrachten().getLeerkracht().add(leerkracht(values));
            default -> throw new IOException("unknown kind " + row[0]);
        }
    }

    private SchoolType school(String[] values) {
        SchoolType school = new SchoolType();
        school.setSchooljaar(values[0]);
        school.setPeildatum(now.toLocalDate());
        school.setBrincode(values[1]);
        school.setDependancecode(values[2]);
        school.setAanmaakdatum(now);
        school.setXsdversie("2.2");
        return school;
    }

    private GroepType groep(String[] values) {
        GroepType groep = new GroepType();
        groep.setKey(values[0]);
        groep.setNaam(values[1]);
        groep.setJaargroep(values[2]);
        groep.setMutatiedatum(now);
        return groep;
    }

    private SamengesteldeGroepType samengesteldeGroep(String[] values) {
        SamengesteldeGroepType groep = new SamengesteldeGroepType();
        groep.setKey(values[0]);
        groep.setNaam(values[1]);
        return groep;
    }

    private LeerlingType leerling(String[] values) {
        LeerlingType leerling = new LeerlingType();
        leerling.setKey(values[0]);
        leerling.setEckid(values[1]);
        leerling.setAchternaam(values[2]);
        leerling.setVoorvoegsel(values[3]);
        leerling.setVoornamen(values[4]);
        leerling.setVoorletters1(values[5]);
        leerling.setRoepnaam(values[6]);
        leerling.setGebruikersnaam(values[7]);
        leerling.setEmailadres(values[8]);
        leerling.setFotourl(values[9]);
        leerling.setGeboortedatum(LocalDate.parse(values[10]));
        leerling.setGeslacht(new BigInteger(values[11]));
        leerling.setStartOndwJgr3(LocalDate.parse(values[12]));
        leerling.setJaargroep(values[13]);
        leerling.setGroep(reference(values[14]));
        leerling.setSamengesteldeGroepen(new SamengesteldeGroepenReferentieType());
        for (int at = 15; at < values.length; at++)
            leerling.getSamengesteldeGroepen().getSamengesteldeGroep().add(reference(values[at]));
        leerling.setMutatiedatum(now);
        return leerling;
    }

    private LeerkrachtType leerkracht(String[] values) {
        LeerkrachtType leerkracht = new LeerkrachtType();
        leerkracht.setKey(values[0]);
        leerkracht.setEckid(values[1]);
        leerkracht.setAchternaam(values[2]);
        leerkracht.setVoorvoegsel(values[3]);
        leerkracht.setVoornamen(values[4]);
        leerkracht.setVoorletters1(values[5]);
        leerkracht.setRoepnaam(values[6]);
        leerkracht.setGebruikersnaam(values[7]);
        leerkracht.setEmailadres(values[8]);
        LeerkrachtGroepenReferentieType.Groep groep = new LeerkrachtGroepenReferentieType.Groep();
        groep.setKey(values[9]);
        leerkracht.setGroepen(new LeerkrachtGroepenReferentieType());
        leerkracht.getGroepen().getGroepOrSamengesteldeGroep().add(groep);
        leerkracht.setMutatiedatum(now);
        return leerkracht;
    }

    private static GroepReferentieType reference(String key) {
        GroepReferentieType reference = new GroepReferentieType();
        reference.setKey(key);
        return reference;
    }
}
