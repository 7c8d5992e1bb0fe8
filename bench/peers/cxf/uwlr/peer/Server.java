package uwlr.peer;

import jakarta.jws.WebService;
import jakarta.xml.bind.JAXBContext;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.jaxb.JAXBDataBinding;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.transport.http_undertow.ThreadingParameters;
import org.apache.cxf.transport.http_undertow.UndertowHTTPServerEngineFactory;
import uwlr.gen.*;

/**
 * HaalLeerlinggegevens in Apache CXF on Undertow: java ... uwlr.peer.Server PORT THREADS SCHOOL
 *
 * <p>The school is held in the objects of JAXB, which is the fastest that CXF has, and marshalled at each call;
 * nothing that was written is kept. There is no database, no agreement, no register and no log.
 */
public final class Server {
    private static final String LEERLINGGEGEVENS = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String WSDL = "/wsdl/UWLR_Leerlinggegevens_v2p2.wsdl";

    private Server() {}

    @WebService(
        serviceName = "LeerlinggegevensService", portName = "prtLeerlinggegevensService",
        targetNamespace = LEERLINGGEGEVENS, endpointInterface = "uwlr.gen.PrtLeerlinggegevens")
    public static final class Service implements PrtLeerlinggegevens {
        private final Leerlinggegevens gegevens;

        Service(Leerlinggegevens gegevens) {
            this.gegevens = gegevens;
        }

        @Override
        public LeerlinggegevensAntwoord haalLeerlinggegevens(LeerlinggegevensVerzoek verzoek, Autorisatie autorisatie) {
            if (autorisatie == null || autorisatie.getAutorisatiesleutel() == null)
                throw new SoapFault("De autorisatiesleutel ontbreekt.", new QName(SOAP, "Client.AutorisatieOngeldig"));
            SchoolType school = gegevens.getSchool();
            LeerlinggegevensAntwoord antwoord = new LeerlinggegevensAntwoord();
            if (school.getSchooljaar().equals(verzoek.getSchooljaar()) && school.getBrincode().equals(verzoek.getBrincode()))
                antwoord.setLeerlinggegevens(gegevens);
            else
                antwoord.setGeengegevens(new CtpLeeg());
            return antwoord;
        }
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        Logger.getLogger("org.apache.cxf").setLevel(Level.WARNING);
        Bus bus = BusFactory.getDefaultBus();
        ThreadingParameters threads = new ThreadingParameters();
        threads.setMinThreads(Integer.parseInt(args[1]));
        threads.setMaxThreads(Integer.parseInt(args[1]));
        threads.setWorkerIOThreads(Runtime.getRuntime().availableProcessors());
        threads.setWorkerIOName("uwlr-io");
        bus.getExtension(UndertowHTTPServerEngineFactory.class)
            .createUndertowHTTPServerEngine("127.0.0.1", port, "http")
            .setThreadingParameters(threads);
        EndpointImpl endpoint = new EndpointImpl(bus, new Service(Reader.read(Path.of(args[2]))));
        // Only what this operation needs. The whole ObjectFactory brings the faults of the others, whose children have
        // no namespace: then every name would get a prefix, and there were 15% more to write.
        endpoint.setDataBinding(new JAXBDataBinding(
            JAXBContext.newInstance(LeerlinggegevensVerzoek.class, LeerlinggegevensAntwoord.class, Autorisatie.class)));
        endpoint.setWsdlLocation(Server.class.getResource(WSDL).toString());
        endpoint.publish("http://127.0.0.1:" + port + "/uwlr/leerlinggegevens");
    }
}
